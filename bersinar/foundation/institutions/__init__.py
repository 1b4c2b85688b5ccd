"""Institutions as shared records, so that distinct ones can be counted. A name not yet known stays empty."""
