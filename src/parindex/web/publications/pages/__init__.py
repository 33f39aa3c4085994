"""What the pages of results show, as records: everything decided here, nothing in templates."""
