"""The field's words: English name in code, Indonesian term on screen, aliases for search, words to avoid."""
