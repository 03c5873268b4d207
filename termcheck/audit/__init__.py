"""What all pages together mean: every claim of many documents in one table, and what it answers."""
