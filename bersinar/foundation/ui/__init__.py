"""A small kit for pages: list, detail, form, answers. Knows no kind of record."""
