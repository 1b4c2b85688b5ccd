"""The desk: server-rendered pages in Bahasa Indonesia. Pages that mix rooms, or records and figures, live here."""
