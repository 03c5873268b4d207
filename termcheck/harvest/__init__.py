"""Proposing a glossary from pages that are there: what is written in more than one way."""
