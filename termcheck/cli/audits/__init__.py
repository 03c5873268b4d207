"""The commands of `termcheck audit`."""
