"""Chooses what is shown, how tightly and on which page; pure, given a callable that measures.

Begin with `plan` (the pages of one language) or `same_content` (those of several that show the same items). `content`
is what there is to choose from, `ramp` goes from one number, the looseness, to the settings of a page, and `result` is
the plan, or the reason why there is none. Import from these: whoever needs a ramp does not need the search.
"""
