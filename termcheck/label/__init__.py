"""Labels: what a subject is made of, who can get it and what it meets, for the public.

A label is laid out like the nutrition facts on food (21 CFR 101.9, as revised in 2016): one title,
heavy bars between the parts, names on the left, answers on the right.
"""
