"""Remembers what each command line came to, so that the same again starts faster, or has nothing to do.

It has nothing to do where every file that the last run read or wrote is as it was, and what was not there has not come.
A run is remembered so only if it could come out the same again, and only if all that it read stayed as it was from its
first moment to its last. Importing this costs next to nothing.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from cvtex import __version__
from cvtex.system.cache import Signature, are_as_they_were, cache_folder, forget_oldest, publish, read, signatures
from cvtex.system.day import today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cvtex.build.report import Report
    from cvtex.build.request import PrintOptions, Request
    from cvtex.tex.early_start import Startup

_MOST: Final = 200
_ROOT: Final = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 (a path costs more, and this is read at each start)
# Where the classes of what is remembered are: their values are kept by position.
_CLASSES: Final = tuple(
    f"{_ROOT}/{name}.py" for name in ("build/last_run", "build/request", "system/limits", "tex/early_start")
)
# What may differ between two runs of the same command: these, and whatever begins with the prefixes.
_VARIABLES: Final = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SOURCE_DATE_EPOCH", "OSFONTDIR")
_PREFIXES: Final = ("CVTEX_", "PYTHON")
# 0: built. 4: it cannot fit. Others may be the fault of a moment, or cost little to find again.
_LASTING: Final = frozenset({0, 4})
# A file system may tell time in steps as coarse as this, so that a change right before the start has the start's time.
_TICK_NS: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class LastRun:
    """What a command line was understood as, how its processes started, and its report if it would come out the same.

    ``files`` are the signatures of all that was read and written, None for what is not there; ``day`` is the one that a
    PDF has in its name, which comes out the same on that day only. The report is pickled by
    itself: only a run with nothing to do has a use for it, and others start sooner without its modules.
    """

    request: Request
    printing: PrintOptions
    startups: tuple[Startup, ...] = ()
    report: bytes = b""
    files: Mapping[str, Signature | None] = field(default_factory=dict)
    programs: Mapping[str, str | None] = field(default_factory=dict)
    day: str | None = None

    def report_if_unchanged(self) -> Report | None:
        """The report, if the same would come out again."""
        is_of_today = self.day is None or self.day == today(os.environ)
        if self.report and is_of_today and self.programs == _programs() and are_as_they_were(self.files):
            return _loaded(self.report)  # type: ignore[return-value]
        return None

    def with_result(self, report: Report, began_ns: int) -> LastRun:
        """The same with what it came to, unless that may be different the next time."""
        request = self.request
        # What is kept, and the pictures, would have to be looked at, too; of what is redacted, no line is to be quoted.
        only_pdfs = request.keep is None and request.png is None and not request.redact
        if not only_pdfs or report.exit_code not in _LASTING or not report.outputs:
            return self
        private = [request.file.with_name(f"{request.file.stem}.private{suffix}") for suffix in (".yaml", ".yml")]
        read = signatures((*report.inputs, request.file, *private, *request.overlays))
        if any(file and max(file[1], file[2]) >= began_ns - _TICK_NS for file in read.values()):
            return self  # it may have been read before the change or after it
        written = signatures(report.written)
        # Diagnostics quote their lines from the files, which are as they were: no text of a résumé is kept here.
        day = report.day
        report = replace(report, sources={}, inputs=frozenset(), written=frozenset(), unchanged=True)
        return replace(self, report=pickle.dumps(report), files=read | written, programs=_programs(), day=day)


def recall(arguments: Sequence[str]) -> LastRun | None:
    """The last run of a command line, where one is remembered."""
    with suppress(Exception):  # another version's, or cut off, whatever that raises: nothing is remembered
        run = _loaded(read(_file(arguments)) or b"")
        return run if isinstance(run, LastRun) else None
    return None


def remember(arguments: Sequence[str], run: LastRun) -> None:
    """Keep a run for the next time."""
    file = _file(arguments)
    if publish(file, pickle.dumps(run)):
        forget_oldest(file.parent, _MOST)


def _programs() -> dict[str, str | None]:
    return {name: shutil.which(name) for name in ("xelatex", "xdvipdfmx", "kpsewhich")}


def _file(arguments: Sequence[str]) -> Path:
    variables = sorted(item for item in os.environ.items() if item[0] in _VARIABLES or item[0].startswith(_PREFIXES))
    folder = ""
    with suppress(OSError):  # it has been removed
        folder = os.getcwd()  # noqa: PTH109
    identity = repr((__version__, _state_of_classes(), tuple(arguments), folder, variables, sys.executable))
    name = hashlib.blake2b(identity.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return cache_folder() / "runs" / name


def _state_of_classes() -> list[tuple[int, int]]:
    """When the modules of what is remembered were written, and how long they are: a version may change in place."""
    with suppress(OSError):
        return [(state.st_mtime_ns, state.st_size) for state in map(os.stat, _CLASSES)]
    return []


def _loaded(data: bytes) -> object:
    return _Unpickler(io.BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    """Makes values of this program's classes and paths alone: no function comes out of the cache."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 (as in the base class)
        known = module.split(".", maxsplit=1)[0] in {"cvtex", "pathlib"}
        value = super().find_class(module, name) if known else None
        if isinstance(value, type):
            return value
        raise pickle.UnpicklingError(f"{module}.{name}")
