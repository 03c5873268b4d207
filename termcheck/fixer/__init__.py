"""Fixes put into a text, checked afterwards, and written to its file."""
