"""Advice on how a résumé reads, for Chinese and English: never an error, each rule with its source.

    rules.toml   what is advised, in which language, why, and how it is looked for
    texts        a view's texts, each with its place
    looks        one function for each way of looking

Every finding is of severity ``info`` and has the code of its rule.
"""

from __future__ import annotations

from cvtex.check.lint.looks import advise, advise_pages
from cvtex.check.lint.rules import Rule, rules

__all__ = ["Rule", "advise", "advise_pages", "rules"]
