"""Codes and figures become sentences, numbers and dates: the one place where words for people are made.

Pages, documents, workbooks and the command line ask here, so that one figure is told in one way everywhere.
Messages stand in English in the sources and go through gettext; ``parindex/locale`` holds the catalogues.
"""
