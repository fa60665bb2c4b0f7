"""Every code a diagnostic can carry, with what it means: what ``cvtex explain`` and ``docs/errors.md`` say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.codes.info import CodeInfo
from cvtex.check.codes.machine import MACHINE
from cvtex.check.codes.resume import RESUME

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CODES", "CodeInfo"]

CODES: Mapping[str, CodeInfo] = {**RESUME, **MACHINE}
