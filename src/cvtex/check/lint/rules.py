"""The rules of ``rules.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal[
    "found", "lacks", "dull", "longer", "openings", "stops", "notations", "precision", "gaps", "overlaps", "pages"
]
Scope = Literal["bullets", "prose", "all", "periods", "pages"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of advice: what it looks for, and what it says. ``most`` and ``least`` are in the kind's own unit."""

    code: str
    title: str
    languages: tuple[str, ...]
    kind: Kind
    scope: Scope
    message: str
    hint: str
    why: str
    source: str
    patterns: tuple[re.Pattern[str], ...] = ()
    most: float = 0
    least: float = 0
    section: str = ""

    def is_for(self, lang: str) -> bool:
        """Whether it has something to say of a language."""
        return lang.partition("-")[0] in self.languages


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by their codes."""
    data = tomllib.loads((files("cvtex") / "check" / "lint" / "rules.toml").read_text(encoding="utf-8"))
    found = []
    for row in data["rules"]:
        patterns = row.pop("patterns", None) or ([row.pop("pattern")] if "pattern" in row else [])
        languages = tuple(row.pop("languages"))
        found.append(Rule(languages=languages, patterns=tuple(map(re.compile, patterns)), **row))
    return tuple(found)
