"""YAML, TOML and JSON Schema as typed values that know their line and column."""
