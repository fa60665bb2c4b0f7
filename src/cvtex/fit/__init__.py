"""Chooses what is shown, how tightly and on which page; pure, given a callable that measures.

- content: what there is to choose from, and what depends on what
- ramp: from one number, the looseness, to the settings of a page
- plan: the pages of one language; same_content: those of several that show the same items
- result: the plan, or the reason why there is none

Import from these: whoever needs a ramp does not need the search.
"""
