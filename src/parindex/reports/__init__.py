"""Results for programs and for paper: JSON (:mod:`~parindex.reports.exchange`) and documents.

A document is made in two steps: what it says, without any form (:mod:`~parindex.reports.outline`), and a writer for
each form that only draws it. No writer computes, rounds or words anything.
"""
