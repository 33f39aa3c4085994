"""The site: Django, one app per stage of the year."""
