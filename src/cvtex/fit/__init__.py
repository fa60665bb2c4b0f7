"""Chooses what is shown, how tightly and on which page; pure, given a callable that measures."""

from __future__ import annotations

from cvtex.fit.alike import plan_alike
from cvtex.fit.content import Content, Entry, Measure, Piece, Section, Wording
from cvtex.fit.plan import Planner, plan
from cvtex.fit.ramp import Bounds, Gaps, Ramp, Settings
from cvtex.fit.result import NoFit, Omission, Placed, Plan

__all__ = [
    "Bounds",
    "Content",
    "Entry",
    "Gaps",
    "Measure",
    "NoFit",
    "Omission",
    "Piece",
    "Placed",
    "Plan",
    "Planner",
    "Ramp",
    "Section",
    "Settings",
    "Wording",
    "plan",
    "plan_alike",
]
