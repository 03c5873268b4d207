"""A run over files: discovered, looked up, checked in processes, compared with a baseline."""
