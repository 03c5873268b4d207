"""What `Checker` hands out besides findings: subjects, the glossary, the model, audits."""
