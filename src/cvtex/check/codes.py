"""Reads from docs/errors.md what every code of a diagnostic means; only ``cvtex explain`` and tests need it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.system.resources import errors_page

if TYPE_CHECKING:
    from collections.abc import Mapping

# A heading `### E101: title`, and all paragraphs up to the next heading.
_SECTION: Final = re.compile(r"^### ([A-Z]\d{3}): (.+)\n((?:(?!#).*\n)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code stands for: a title of a few words, and paragraphs with the next step."""

    title: str
    text: str


def explanations(page: str) -> dict[str, Explanation]:
    """What a page in the form of docs/errors.md says of each code."""
    return {code: Explanation(title, text.strip()) for code, title, text in _SECTION.findall(page)}


CODES: Final[Mapping[str, Explanation]] = explanations(errors_page().read_text(encoding="utf-8"))
"""Every code, in the order of the page."""
