"""Grammar and style, as LanguageTool sees them, in the same reports.

Document ─► passages ─► LanguageTool ─► matches ─► Remarks
       annotate       client        remember    remark

A document's blocks are sent as annotated text, with placeholders for code and addresses; what is
found is mapped back by the blocks' own segments. Nothing here is imported while grammar is off.
"""
