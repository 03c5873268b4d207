"""Glossaries in the formats of others: read as entries, with what could not be taken over."""
