"""How well claims are understood: labelled sentences, what is read there, the score."""
