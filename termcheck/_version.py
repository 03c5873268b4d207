"""The version of termcheck."""

__version__ = "0.1.0"
