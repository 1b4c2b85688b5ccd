"""Numbers by the office's own template, counted per office, kind and year, never given twice; the register of letters'."""
