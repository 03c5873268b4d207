"""The commands of `termcheck facts`."""
