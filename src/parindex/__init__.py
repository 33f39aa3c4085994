"""The whole year of a Vietnamese public administration reform index, exact and explained."""

__version__ = "0.1.0"
