"""The web page and its JSON API: a draft in, what there is to say about it out.

browser or content system ─► guard ─► app ─► endpoint ─► worker process ─► Checker

Drafts live in memory for as long as a request takes. They are neither written nor logged.
"""
