"""Cuts a sample in several languages to those that are wanted.

This reads no YAML: it would lose the comments. It relies on how the samples are written, which a test holds: a text is
``{zh: …, en: …}`` in one line, or ``zh: …`` and ``en: …`` in lines of their own, and a comment in one language starts
with ``#zh `` or ``#en ``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The first is that of the comments.
LANGUAGES = ("en", "zh")

_COMMENT = re.compile(r"( *)#(zh|en) (.*)")
_IN_LINE = re.compile(r"\{zh: (?P<zh>.*?), en: (?P<en>\"[^\"]*\"|[^{},]*)\}")
_OWN_LINE = re.compile(r"(?P<before> *(?:- )?)(?P<lang>zh|en): (?P<text>.*)")


def in_languages(sample: str, langs: Sequence[str]) -> str:
    """The sample with comments in the first of these languages and texts in all of them."""
    lines = _commented(sample.splitlines(), langs[0])
    text = "\n".join(lines) + "\n"
    text = text.replace("languages: [zh, en]", f"languages: [{', '.join(langs)}]")
    if len(langs) > 1:
        return text
    one = _IN_LINE.sub(lambda match: match[langs[0]], text)
    return "\n".join(_joined(one.splitlines(), langs[0])) + "\n"


def _commented(lines: Sequence[str], lang: str) -> Iterator[str]:
    for line in lines:
        match = _COMMENT.fullmatch(line)
        if match is None:
            yield line
        elif match[2] == lang:
            yield f"{match[1]}# {match[3]}"


def _joined(lines: Sequence[str], lang: str) -> Iterator[str]:
    """Put the wording of one language behind the key or the dash above it."""
    pending: str | None = None
    for line in lines:
        match = _OWN_LINE.fullmatch(line)
        if match is None or match["before"].endswith("- "):
            if pending is not None:
                yield pending
            pending = match["before"].rstrip() if match else line
        if match and match["lang"] == lang:
            yield f"{pending} {match['text']}"
            pending = None
    if pending is not None:
        yield pending
