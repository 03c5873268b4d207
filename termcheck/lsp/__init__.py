"""The language server: what editors show while one writes. See `server` for what it offers."""
