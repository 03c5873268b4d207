"""The commands of `termcheck glossary`."""
