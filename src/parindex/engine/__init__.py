"""Pure calculation: criteria and answers in, figures that explain themselves out.

No clock, no file, no network, no locale, no Django. ``evaluate`` is the one way in.
"""
