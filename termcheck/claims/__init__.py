"""What a text claims: who is said to be what, by whom.

A claim joins a mention of a term, the subjects it is said of and the writer's stance. Nothing here
knows a licence or a definition: whether a claim is true is for `termcheck.facts` to judge.
"""
