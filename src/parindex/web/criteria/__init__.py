"""Criteria sets as they were issued."""
