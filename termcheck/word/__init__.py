"""Word files reviewed: findings as comments on their words, fixes as tracked changes."""
