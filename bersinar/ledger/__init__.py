"""The ledger: post, correct, read, verify. Append-only, chained per office; knows no programme."""
