"""The values every room speaks in: sources and spans, documents, findings, reports, errors."""
