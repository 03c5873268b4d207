"""What is known: subjects, their components and licences, and definitions to judge them by.

Nothing here reads prose. `judge(definition, subject)` says met, not met or unknown, and why.
"""
