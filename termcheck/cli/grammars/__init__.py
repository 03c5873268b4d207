"""Commands of `termcheck grammar`, one module each."""
