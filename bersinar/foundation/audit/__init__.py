"""The audit: append-only, chained per office. Never holds a secret value, and never a foreign key into live data."""
