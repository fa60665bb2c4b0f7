"""Reads the advice of rules.toml: what each rule looks for, in which languages, and what it says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, Message

if TYPE_CHECKING:
    from cvtex.check.lint.subjects import Shown


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """One piece of advice; the head of rules.toml says what its fields mean."""

    code: str
    languages: tuple[str, ...]
    kind: str
    scope: str = ""
    message: str = ""
    hint: str = ""
    patterns: tuple[re.Pattern[str], ...] = ()
    most: float = 0
    least: float = 0
    section: str = ""

    def is_for(self, lang: str) -> bool:
        """Whether it is about a language."""
        return lang.partition("-")[0] in self.languages

    def at(self, shown: Shown, path: str, value: str = "") -> Diagnostic:
        """The advice on what has that path; ``value`` is quoted in the message."""
        return Message(self.code, self.message.format(value), self.hint).at(shown.location(path), path)


@cache
def advice_rules() -> tuple[AdviceRule, ...]:
    """All rules, by their codes."""
    data = tomllib.loads((files("cvtex") / "check" / "lint" / "rules.toml").read_text(encoding="utf-8"))
    rules = []
    for row in data["rules"]:
        patterns = tuple(map(re.compile, row.pop("patterns", ())))
        rules.append(AdviceRule(languages=tuple(row.pop("languages")), patterns=patterns, **row))
    return tuple(rules)
