"""What was published, when, and by whom; the public pages."""
