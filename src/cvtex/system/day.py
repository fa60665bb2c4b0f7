"""The day that a build is of; importing this costs nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def today(environ: Mapping[str, str]) -> str:
    """The day as ``2025-03-31``: that of SOURCE_DATE_EPOCH in UTC where it is set and right, else that of the clock."""
    try:
        moment = time.gmtime(int(environ["SOURCE_DATE_EPOCH"]))
    except (KeyError, ValueError, OverflowError, OSError):
        moment = time.localtime()
    return time.strftime("%Y-%m-%d", moment)
