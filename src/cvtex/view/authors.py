"""Finds the person among the authors of a work, whose name is set bold there.

Names are written in many ways: ``Qing Shen``, ``Shen, Qing``, ``Q. Shen``, ``Shen Q``, with a mark behind them for who
corresponds. Two are the same where the family name and all given names agree, each whole or by its first letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cvtex.text.cjk import has_hanzi

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKUP = re.compile(r"[*_`\[\]$]")
_MARKS = re.compile(r"[\s*†‡§¶#✉]+$|\s*[(（][^)）]*[)）]\s*$")


def with_own_name(authors: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """The authors, with the person's own name in strong emphasis (Markdown); one with marks of its own as it is."""
    own = [name for name in map(_parts, names) if name]
    return tuple(f"**{author}**" if _is_own(author, own) else author for author in authors)


def _is_own(author: str, own: Iterable[tuple[str, ...]]) -> bool:
    bare = _MARKS.sub("", author)
    if _MARKUP.search(bare):
        return False
    parts = _parts(bare)
    return any(_same(parts, name) for name in own)


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and points, the hanzi of one together."""
    if has_hanzi(name):
        return (re.sub(r"\s+", "", name),)
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return tuple(re.findall(r"\w+", plain))


def _same(parts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words of a name, in either order, are those of another, each whole or by its first letter."""
    if len(name) == 1 or len(parts) < 2:  # noqa: PLR2004 (a family name alone is anybody's)
        return parts == name
    *given, family = name
    for last, others in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if last == family and _agree(others, tuple(given)):
            return True
    return False


def _agree(written: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether given names agree: ``j x`` and ``jx`` with ``jia xin``, ``jiaxin`` with ``jia xin``."""
    joined = "".join(given)
    if "".join(written) == joined:
        return True
    initials = "".join(word[0] for word in given)
    letters = "".join(written)
    if all(len(word) == 1 for word in written) or (len(written) == 1 and len(letters) <= len(initials)):
        return letters == initials[: len(letters)]
    return len(written) <= len(given) and all(
        word == whole or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(written, given, strict=False)
    )
