"""Code lists: versioned data with Indonesian labels. What is not found in a source is a setting, never code."""
