"""Base templates, styles, and how numbers, dates and names are shown."""
