"""How well a glossary's claims are understood: labelled sentences, what is read there, the score."""
