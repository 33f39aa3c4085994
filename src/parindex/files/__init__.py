"""Files that people write and read: YAML, JSON and workbooks, as trees with places, and back."""
