"""Facts in the formats of others: read from cards, registers and bills of materials."""
