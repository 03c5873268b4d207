"""Teaching the words: entries of a glossary as pages, and tooltips where its terms are used."""
