"""The checks, a module each; `of_forms` and `of_claims` list them."""
