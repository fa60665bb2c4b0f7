"""What changed between two versions of a résumé, as a reader sees it: by language and section, with words marked.

lines      a view -> its sections as lines of plain text
compare    two views -> what was changed, added, removed, moved
words      two texts -> runs of words that are the same, old and new
show       a comparison -> text for a terminal or a pipe, JSON
pages      both versions' PDFs, side by side, with what changed tinted
"""

from __future__ import annotations

from cvtex.diff.compare import Change, Comparison, LanguageChanges, SectionChanges, compare
from cvtex.diff.show import as_json, as_text
from cvtex.diff.words import WordRun, changed_words

__all__ = [
    "Change",
    "Comparison",
    "LanguageChanges",
    "SectionChanges",
    "WordRun",
    "as_json",
    "as_text",
    "changed_words",
    "compare",
]
