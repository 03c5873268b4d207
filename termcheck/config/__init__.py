"""What a project wants: `termcheck.toml`, and the options of one document that follow from it."""
