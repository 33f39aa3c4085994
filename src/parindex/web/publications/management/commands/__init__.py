"""Commands of the app, one per module."""
