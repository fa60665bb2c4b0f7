"""Starts xelatex early: it reads its packages and loads its fonts while the résumé is still being read.

What it will have to typeset is predicted, also before the résumé that names the template is read. A process that was
predicted rightly saves its start-up; any other is ended, and costs nothing but the time of a second processor.
"""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from cvtex.errors import CvtexError, Diagnostic
from cvtex.system.resources import templates_folder
from cvtex.tex import format as formats
from cvtex.tex.session import FormatRefusedError, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from cvtex.system.limits import EngineLimits
    from cvtex.tex.format import Packages

SETUP = "setup.tex"
_BEGIN = "\\begin{document}"
_BASE: Final = "classic"


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
    """A setup in two parts: what depends on fonts and paper, up to the end of the preamble, and on the résumé."""
    head, begin, tail = setup.partition(_BEGIN)
    return (head + begin, tail) if begin else ("", setup)


class EarlyStart:
    """The processes of one build, started as early as possible. Use it as a context manager."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Startup, Session]] = []
        self._making: dict[Packages, threading.Lock] = {}
        self._lock = threading.Lock()
        self.notices: list[Diagnostic] = []
        # Those of the processes that were used: the best prediction for the next run.
        self.startups: list[Startup] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that were not taken."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for _, session in waiting:
            session.close()

    def expect(self, startup: Startup, limits: EngineLimits) -> None:
        """Start a process that will probably be needed; an error is reported only when it is."""
        with suppress(CvtexError):
            if formats.find(startup.packages).state == "unmade":
                threading.Thread(target=self._prepare, args=(startup.packages, limits), daemon=True).start()
            else:
                self._waiting.append((startup, self._start(startup, limits)))

    def take(self, startup: Startup, limits: EngineLimits) -> Session:
        """A process with this start-up: one that waits, or a new one."""
        for prediction in (startup, Startup(startup.packages)):
            if session := self._take_waiting(prediction):
                try:
                    if prediction != startup:
                        _set_up(session, startup)
                    session.settle()
                except (CvtexError, FormatRefusedError):
                    session.close()  # whatever is wrong, a new process reports it
                else:
                    return session
        session = self._start(startup, limits)
        try:
            session.settle()
        except FormatRefusedError:
            session.close()
            formats.forget(startup.packages)
            session = _set_up(Session(startup.packages, limits=limits), startup)
        except CvtexError:
            pass  # reported by the first exchange, where somebody handles it
        return session

    def _take_waiting(self, startup: Startup) -> Session | None:
        with self._lock:
            for index, (waiting, session) in enumerate(self._waiting):
                if waiting == startup:
                    del self._waiting[index]
                    return session
        return None

    def _start(self, startup: Startup, limits: EngineLimits) -> Session:
        packages = startup.packages
        return _set_up(Session(packages, limits=limits, precompiled=self._prepare(packages, limits)), startup)

    def _prepare(self, packages: Packages, limits: EngineLimits) -> Path | None:
        """The format for some packages, made where there is none: by one thread, while the others wait for it."""
        with self._lock:
            making = self._making.setdefault(packages, threading.Lock())
        with making, suppress(CvtexError):
            precompiled = formats.find(packages)
            if precompiled.state == "unmade":
                precompiled, notice = formats.make(packages, limits)
                if notice is not None:
                    self.notices.append(notice)
            return precompiled.file
        return None


def _set_up(session: Session, startup: Startup) -> Session:
    if startup.setup:
        session.link(dict(startup.links))
        session.begin(SETUP, startup.setup)
        for command in startup.warm:
            session.warm(command, startup.characters)
    return session


def predicted_startups(arguments: Sequence[str]) -> tuple[Startup, ...]:
    """The start-up of each process of a build, as far as its arguments tell without being parsed."""
    if "--sandbox" in arguments:
        return ()  # what runs there, and how, is decided once the whole command is parsed
    with suppress(OSError, ValueError, CvtexError):
        ours = templates_folder()
        file = Path(next((word for word in arguments[1:] if word.endswith((".yaml", ".yml", ".json"))), "resume.yaml"))
        name = _option(arguments, "--template") or _template_in(file)
        folder = ours / name if (ours / name / "template.toml").is_file() else file.parent / name
        if folder.parent != ours and "--trust-template" not in arguments:
            return ()
        languages = sum(word in {"--lang", "-l"} or word.startswith("--lang=") for word in arguments)
        base = ours / _BASE
        return (Startup(formats.packages_of(formats.preamble_of(folder, base), folder, base)),) * max(1, languages)
    return ()


def _option(arguments: Sequence[str], name: str) -> str | None:
    for index, word in enumerate(arguments):
        if word == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _template_in(file: Path) -> str:
    match = re.search(r"""^\s*["']?template["']?\s*:\s*["']?([\w./-]+)""", file.read_text("utf-8"), re.MULTILINE)
    return match[1] if match else _BASE
