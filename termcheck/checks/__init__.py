"""The checks, a module each; `registry` lists them."""
