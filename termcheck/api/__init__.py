"""What `Checker` hands out besides findings: subjects, the glossary itself."""
