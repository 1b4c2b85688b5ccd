"""Reports: a neutral document and its writers."""
