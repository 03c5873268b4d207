"""Names of subjects as they stand in prose: which subjects a passage names, and where."""
