"""What is kept so that nothing is done twice.

Six caches, each made anew when it is broken:

`objects`  what is made of a glossary, pickled in the user's cache folder, by the content of its
           files
`results`  what was found in a file, in one SQLite file a project, by content and settings
`memory`   what a server found in its earlier runs, in the process, by stat or content and settings
`cards`    what a report needs of a glossary that need not be loaded, as JSON, by stats of its files
`receipt`  what a build with nothing to tell rested on, as JSON, by stats or contents of files
`answers`  what LanguageTool said of a passage, in one SQLite file of the user, by text and version

`code_stamp` in `objects`, part of every key, changes with termcheck and the packages it reads with.
"""
