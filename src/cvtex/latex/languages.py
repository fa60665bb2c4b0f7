r"""Marks the parts of a text that are in another language than the document: a screen reader speaks them as such.

Told from the script, as nothing else is known: Chinese characters in a Latin text are Chinese, or Japanese beside kana;
a run of Latin words in a Chinese text, long enough to be a title, is English. Single words are left to the language
around them, as people read them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.latex.escape import Latex, escape_piece
from cvtex.text.cjk import CJK

if TYPE_CHECKING:
    from collections.abc import Callable

_KANA: Final = re.compile("[\u3041-\u30ff]")
# Four words or more, with the marks between them.
_WORD: Final = r"[A-Za-z0-9][\w'’.&/+?!%-]*"
_ENGLISH: Final = re.compile(rf"(?=[A-Za-z]){_WORD}(?:[,:;]? (?:&|[(“]?{_WORD}[)”]?)){{3,}}", re.ASCII)
# Compiled when it is first used: a set as wide as CJK takes 1.5 ms, and most Latin texts need none.
_CJK_RUN: Final = rf"[{CJK}]+"


def escape_foreign(text: str, *, cjk: bool) -> Latex:
    r"""Make LaTeX of a part of a text, as `escape_piece` does, with ``\cvlang{tag}{…}`` around what is foreign in it.

    ``cjk`` says whether the document is Chinese or Japanese.
    """
    if cjk:
        return _marked(_ENGLISH, text, lambda _: "en")
    if text.isascii():
        return escape_piece(text)
    return _marked(re.compile(_CJK_RUN), text, lambda run: "ja" if _KANA.search(run) else "zh")


def _marked(foreign: re.Pattern[str], text: str, language: Callable[[str], str]) -> Latex:
    parts: list[str] = []
    done = 0
    for run in foreign.finditer(text):
        parts.append(escape_piece(text[done : run.start()]))
        parts.append(rf"\cvlang{{{language(run[0])}}}{{{escape_piece(run[0])}}}")
        done = run.end()
    return Latex("".join([*parts, escape_piece(text[done:])]))
