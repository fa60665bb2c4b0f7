"""Measures where the time of one build is spent, stage by stage, each language by itself."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.build.request import Progress, Stage

_ALL, _ENDS = "", ("done", "failed")


class Timing:
    """A stopwatch that is told when a stage begins."""

    def __init__(self) -> None:
        self._now = time.perf_counter()
        # What the interpreter took before any of our code ran; processor time, since nothing else is known of it.
        self._spans: list[tuple[str, str, float]] = [(_ALL, "starting Python", time.process_time())]
        self._since: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def mark(self, what: str) -> None:
        """Say what the time since the last mark, or since the last language ended, was spent on."""
        now = time.perf_counter()
        self._spans.append((_ALL, what, now - self._now))
        self._now = now

    def listening(self, progress: Progress) -> Progress:
        """The same progress, listened to."""

        def listened(lang: str, stage: Stage) -> None:
            self._enter(lang, stage)
            progress(lang, stage)

        return listened

    def _enter(self, lang: str, stage: Stage) -> None:
        with self._lock:
            if lang == _ALL:
                self.mark("importing the program")
                self._since[_ALL] = (stage, self._now)
                return
            now = time.perf_counter()
            for name in (_ALL, lang):
                if begun := self._since.pop(name, None):
                    self._spans.append((name, begun[0], now - begun[1]))
            if stage in _ENDS:
                self._now = now
            else:
                self._since[lang] = (stage, now)

    def lines(self) -> Iterator[str]:
        """The spans in the order they ended in, in milliseconds."""
        for lang, stage, seconds in sorted(self._spans, key=lambda span: span[0]):
            yield f"{lang or 'all':>5}  {stage:<24} {1000 * seconds:7.1f} ms"
