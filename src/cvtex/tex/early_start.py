"""TeX started first: processes that read their packages and load their fonts while the résumé is still being read.

What they will have to set is predicted_startups. A process that predicted_startups right saves its start; one that
predicted_startups wrong is ended, and costs nothing but the time of a second processor.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from cvtex.errors import CvtexError, Diagnostic
from cvtex.tex import format as formats
from cvtex.tex.session import FormatRefusedError, Session

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from cvtex.tex.format import Packages
    from cvtex.tex.limits import EngineLimits

SETUP = "setup.tex"
_BEGIN = "\\begin{document}"


@dataclass(frozen=True, slots=True)
class Startup:
    r"""What TeX does before it sees the blocks: its packages, and its setup up to ``\begin{document}``."""

    packages: Packages
    setup: str = ""
    links: tuple[tuple[str, Path], ...] = ()
    # Loaded in advance, without any other effect: fonts in the sizes that these commands set, and characters.
    warm: tuple[str, ...] = field(default=(), compare=False)
    characters: str = field(default="", compare=False)


def divided(setup: str) -> tuple[str, str]:
    """A setup as what fonts and paper make of it, and what the résumé does: the end of the preamble parts them."""
    head, begin, tail = setup.partition(_BEGIN)
    return (head + begin, tail) if begin else ("", setup)


class EarlyStart:
    """The processes of one build, started as early as may be. Use it as a context manager."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Startup, Session]] = []
        self._making: dict[Packages, threading.Lock] = {}
        self._lock = threading.Lock()
        self.notices: list[Diagnostic] = []
        # How the processes that were taken began: the best guess for the next time.
        self.startups: list[Startup] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that nobody took."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for _, session in waiting:
            session.close()

    def expect(self, beginning: Startup, limits: EngineLimits) -> None:
        """Start a process for what will probably be asked for; that it cannot be started is said when it is."""
        with contextlib.suppress(CvtexError):
            if formats.find(beginning.packages).state == "unmade":
                threading.Thread(target=self._prepare, args=(beginning.packages, limits), daemon=True).start()
            else:
                self._waiting.append((beginning, self._start(beginning, limits)))

    def take(self, beginning: Startup, limits: EngineLimits) -> Session:
        """A process that has begun so, or does now."""
        for guess in (beginning, Startup(beginning.packages)):
            if session := self._waiting_with(guess):
                try:
                    if guess != beginning:
                        _begin(session, beginning)
                    session.settle()
                except (CvtexError, FormatRefusedError):
                    session.close()  # whatever is wrong, a process of its own says it in its place
                else:
                    return session
        session = self._start(beginning, limits)
        try:
            session.settle()
        except FormatRefusedError:
            session.close()
            formats.forget(beginning.packages)
            session = _begin(Session(beginning.packages, limits=limits), beginning)
        except CvtexError:
            pass  # said at the first question, where there is someone to hear it
        return session

    def _waiting_with(self, beginning: Startup) -> Session | None:
        with self._lock:
            for place, (begun, session) in enumerate(self._waiting):
                if begun == beginning:
                    del self._waiting[place]
                    return session
        return None

    def _start(self, beginning: Startup, limits: EngineLimits) -> Session:
        packages = beginning.packages
        return _begin(Session(packages, limits=limits, precompiled=self._prepare(packages, limits)), beginning)

    def _prepare(self, packages: Packages, limits: EngineLimits) -> Path | None:
        """The format for some packages, made where there is none: by one thread, while the others wait for it."""
        with self._lock:
            making = self._making.setdefault(packages, threading.Lock())
        with making, contextlib.suppress(CvtexError):
            found = formats.find(packages)
            if found.state == "unmade":
                found, notice = formats.make(packages, limits)
                if notice is not None:
                    self.notices.append(notice)
            return found.file
        return None


def _begin(session: Session, beginning: Startup) -> Session:
    if beginning.setup:
        session.link(dict(beginning.links))
        session.begin(SETUP, beginning.setup)
        for command in beginning.warm:
            session.warm(command, beginning.characters)
    return session
