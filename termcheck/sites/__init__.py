"""Site generators other than MkDocs: one module for each way in which they let others draw."""
