"""Finds the forms of a glossary's terms: in raw bytes first, then in the prose of a document."""
