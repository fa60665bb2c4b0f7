"""How tall blocks are, remembered: the same LaTeX in the same fonts at the same settings is as tall as it was.

After an edit all blocks but a few are what they were in the run before, and TeX need not
set them again to say so. What is kept are numbers by digests: nothing of a résumé can be
read from it. And nothing hangs on it: when the pages are set at last, TeX says how tall each
block came out, and a page on which one is not as remembered is not taken.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cvtex.system.cache import cache_folder, forget_oldest, publish_json, read_json, signatures
from cvtex.tex.session import settings_command

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cvtex.fit.ramp import Settings

_SETTINGS_KEPT: Final = 40  # a search asks for 8 at most
_FILES_KEPT: Final = 60


class Heights:
    """What is known of blocks under one beginning: their heights and depths together, in sp, by settings."""

    def __init__(self, identity: str | None) -> None:
        """Read what is kept under an identity; without one nothing is, and nothing will be."""
        self._file = cache_folder() / "heights" / f"{identity}.json" if identity else None
        self._known: dict[str, dict[str, int]] = {}
        self._grown = False
        for settings, heights in (read_json(self._file) or {}).items() if self._file else ():
            if isinstance(heights, dict) and all(isinstance(height, int) for height in heights.values()):
                self._known[settings] = heights

    def at(self, settings: Settings) -> dict[str, int]:
        """The heights that are known at these settings, by the digest of a block."""
        return self._known.get(settings_command(settings), {})

    def learn(self, settings: Settings, heights: dict[str, int]) -> None:
        """Add what TeX measured; the settings that were measured last stay longest."""
        key = settings_command(settings)
        self._known[key] = {**self._known.pop(key, {}), **heights}
        self._grown = True

    def keep(self) -> None:
        """Write down what was learnt."""
        if self._file and self._grown and publish_json(self._file, dict(list(self._known.items())[-_SETTINGS_KEPT:])):
            forget_oldest(self._file.parent, _FILES_KEPT)

    def forget(self) -> None:
        """Drop all that is known: it has turned out wrong."""
        self._known.clear()
        with suppress(OSError):
            if self._file is not None:
                self._file.unlink()


def digest(what: str | bytes) -> str:
    """What a block, or all that stands before it, is known by."""
    data = what.encode() if isinstance(what, str) else what
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def identity(precompiled: Path | None, setup: str, files: Iterable[str]) -> str | None:
    """What heights depend on besides the block and the settings; None without a format, which stands for the packages.

    ``setup`` is all that TeX is told before the blocks, ``files`` are the fonts and whatever else is read by name.
    """
    if precompiled is None:
        return None
    return digest(json.dumps([setup, list(signatures([str(precompiled), *sorted(files)]).items())]))
