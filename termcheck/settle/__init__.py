"""What happens to findings after the checks: suppressed, filtered, numbered, placed."""
