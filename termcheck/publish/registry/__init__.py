"""The recorded facts as a static site: a page a subject, an index, a comparison, data."""
