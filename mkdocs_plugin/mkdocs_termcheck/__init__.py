"""The MkDocs plugin of termcheck."""
