"""Where the time of one build goes, stage by stage, each language by itself."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cvtex.build.request import Progress, Stage

_FILE, _ENDS = "", ("done", "failed")


class Timing:
    """A stopwatch that is told when a stage begins."""

    def __init__(self) -> None:
        self._now = time.perf_counter()
        # What the interpreter took before any of our code ran; processor time, since nothing else is known of it.
        self._spans: list[tuple[str, str, float]] = [(_FILE, "starting Python", time.process_time())]
        self._since: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def mark(self, what: str) -> None:
        """Say what the time since the last mark went into."""
        now = time.perf_counter()
        self._spans.append((_FILE, what, now - self._now))
        self._now = now

    def listening(self, progress: Progress) -> Progress:
        """The same progress, listened to."""

        def listened(lang: str, stage: Stage) -> None:
            self._enter(lang, stage)
            progress(lang, stage)

        return listened

    def _enter(self, lang: str, stage: Stage) -> None:
        with self._lock:
            if lang == _FILE:
                self.mark("importing the program")
                self._since[_FILE] = (stage, self._now)
                return
            now = time.perf_counter()
            if read := self._since.pop(_FILE, None):
                self._spans.append((_FILE, read[0], now - read[1]))
            if before := self._since.pop(lang, None):
                self._spans.append((lang, before[0], now - before[1]))
            if stage not in _ENDS:
                self._since[lang] = (stage, now)

    def print(self, stream: TextIO) -> None:
        """Print the spans in the order they ended in, in milliseconds."""
        for lang, stage, seconds in sorted(self._spans, key=lambda span: span[0]):
            print(f"{lang or 'all':>5}  {stage:<24} {1000 * seconds:7.1f} ms", file=stream)
