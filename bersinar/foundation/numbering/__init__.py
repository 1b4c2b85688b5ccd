"""Numbers of records by the office's own template, counted per office, kind and year; never given twice."""
