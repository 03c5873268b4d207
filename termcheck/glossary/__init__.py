"""The organisation's decision, in YAML: terms, their forms, meanings and rules."""
