"""Keys, sealed values and opaque tokens. Never logs, never shows, never stores a key in the database."""
