"""The demo: the five offices of the articles, made through the same actions as the web forms."""
