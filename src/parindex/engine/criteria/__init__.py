"""Criteria sets (bộ tiêu chí): what is measured, with how many points, by which rule, on which legal ground."""
