"""Who may do what, where. One predicate for lists, counts, exports, search and API; two sides that never meet."""
