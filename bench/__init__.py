"""Measurements: each of ours beside a plain reference in the same run (``make bench``)."""
