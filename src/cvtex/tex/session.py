r"""A conversation with one xelatex process: blocks go in, heights come out, then one PDF.

The process reads ``document.tex``, which ends in a loop that takes one command a line from its standard input
(``\cvtexconverse``). Every exchange ends when TeX reports that it is ready for the next, when it stops, or when its
time is up: none hangs.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Self

from cvtex.errors import Diagnostic, EngineError
from cvtex.system import process
from cvtex.tex import engine
from cvtex.tex.format import outside
from cvtex.tex.log import PREFIX, Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from cvtex.fit.ramp import Settings
    from cvtex.fit.result import Placed
    from cvtex.system.limits import EngineLimits
    from cvtex.tex.format import Packages
    from cvtex.tex.log import Overfull, TexError

_JOB = "document"
_READY = f"{PREFIX}ready"
# What LaTeX and TeX print before they ask for another file's name, even in scroll mode with -halt-on-error.
_FILE_WANTED = ("Type X to quit or <RETURN> to proceed", "(Press Enter to retry")
_WARM = "warm.tex"
_MEASURED_AT_ONCE = 500  # blocks: far under TeX's buffer of 200,000 characters a line
_MARKS = "，。、；：（）"


class FormatRefusedError(Exception):
    """TeX would not start from the precompiled format: it is damaged, or another engine's."""


class TexFailure(EngineError):  # noqa: N818 (what TeX did; the user sees an error)
    """TeX stopped at an error; ``block`` is the one it was setting, where there was one."""

    def __init__(self, error: TexError, log: str, folder: Path) -> None:
        from cvtex.tex.failures import explained  # 15 ms, for those that fail

        self.block = error.block
        super().__init__(explained(error, log, folder))


@dataclass(frozen=True, slots=True)
class Shipped:
    """The pages as TeX set them: the lines that are too wide, and how tall each block was, in sp."""

    overfull: tuple[Overfull, ...]
    heights: Mapping[int, int]


def settings_command(settings: Settings) -> str:
    """The TeX command that applies the font size, the leading and the margins of these settings."""
    return rf"\cvtexset{{{settings.font_size_pt:.4f}pt}}{{{settings.leading_pt:.4f}pt}}{{{settings.margin_mm:.4f}mm}}"


class Session:
    """One xelatex process and its private folder. Use it as a context manager."""

    def __init__(self, packages: Packages, *, limits: EngineLimits, precompiled: Path | None = None) -> None:
        """Start the process: while the caller goes on, it reads the packages, unless a precompiled format has them."""
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._exit = contextlib.ExitStack()
        self._links = dict(packages.links)
        self.precompiled = precompiled
        self.log: list[str] = []
        self.lost: dict[str, int | None] = {}
        self._buffer = b""
        # How often TeX has yet to report that it is ready, before it answers the next command: once for its start.
        self._pending = 1
        self._has_started = False
        try:
            self.folder = self._exit.enter_context(engine.private_folder(self._links))
            if precompiled is not None:
                (self.folder / f"{_JOB}.fmt").symlink_to(precompiled)
            source = "" if precompiled else packages.source
            (self.folder / f"{_JOB}.tex").write_text(source + "\n\\cvtexconverse\n", encoding="utf-8")
            self._process = engine.start(
                self.folder, _JOB, inputs=packages.inputs, limits=limits, precompiled=precompiled is not None
            )
            self._exit.callback(process.end, self._process)
            self._selector = self._exit.enter_context(selectors.DefaultSelector())
            self._output = self._process.stdout
            assert self._output is not None  # noqa: S101 (both are pipes)
            assert self._process.stdin is not None  # noqa: S101
            self._selector.register(self._output, selectors.EVENT_READ)
            self._input = self._process.stdin
        except OSError as error:
            self._exit.close()
            raise _unwritable(error) from error
        except BaseException:
            self._exit.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if it still runs, and remove its folder."""
        for pipe in (self._input, self._output):
            with contextlib.suppress(OSError):
                pipe.close() if pipe else None
        self._exit.close()

    # -- commands ---------------------------------------------------------------------

    def link(self, links: Mapping[str, Path]) -> None:
        """Let TeX read more folders, by these names."""
        for name, target in links.items():
            if name not in self._links:
                (self.folder / name).symlink_to(target.resolve())
                self._links[name] = target

    def place(self, name: str, data: bytes) -> None:
        """Let TeX read a file by this name.

        Raises:
            EngineError: The folder for temporary files cannot hold it.
        """
        try:
            (self.folder / name).write_bytes(data)
        except OSError as error:
            raise _unwritable(error) from error

    def load(self, name: str, source: str) -> None:
        """Let TeX read ``source``, which is written to the private folder as ``name``."""
        self._write(name, source)
        self._exchange(rf"\input{{{name}}}")

    def begin(self, name: str, source: str) -> None:
        """Let TeX read ``source`` while the caller goes on; errors in it are raised by the next exchange."""
        self._write(name, source)
        self._send(rf"\input{{{name}}}")
        self._pending += 1

    def warm(self, command: str, characters: str) -> None:
        """Let TeX load its fonts in the sizes that a `settings_command` sets, and the shapes of these characters.

        Nothing waits for it, and it has no effect but that the first measurement takes half as long.
        """
        safe = "".join(character for character in characters if character.isalnum() or character in _MARKS)
        self._write(_WARM, rf"\cvtexwarm{{{safe}}}{{{safe[:1]}{safe[-1:]}}}")
        self._send(rf"{command}\input{{{_WARM}}}")
        self._pending += 1

    def settle(self) -> None:
        """Wait until TeX has read all that it was given.

        Raises:
            FormatRefusedError: It would not start from its format.
            EngineError: It stopped.
        """
        while self._pending:
            try:
                self._listen()
            except EngineError as error:
                if self.precompiled and not self._has_started:
                    raise FormatRefusedError from error
                raise
            self._has_started = True
            self._pending -= 1
            self.lost.clear()  # nothing of the résumé has been set yet

    def measure(self, settings: Settings, blocks: Sequence[int]) -> dict[int, int]:
        """The height and depth of each block together, in sp, at these settings."""
        self._exchange(settings_command(settings))
        heights: dict[int, int] = {}
        for start in range(0, len(blocks), _MEASURED_AT_ONCE):
            part = ",".join(map(str, blocks[start : start + _MEASURED_AT_ONCE]))
            heights.update(self._exchange(rf"\cvtexmeasure{{{part}}}").heights)
        return heights

    def ship(self, settings: Settings, pages: Sequence[Sequence[Placed]]) -> Shipped:
        """Set the chosen pages."""
        self._exchange(settings_command(settings))
        overfull: list[Overfull] = []
        heights: dict[int, int] = {}
        for number, page in enumerate(pages, start=1):
            blocks = "%\n".join(rf"\cvtexput{{{placed.gap}sp}}{{{placed.block}}}" for placed in page)
            self._write(f"page{number}.tex", f"\\cvtexpage{{{number}}}{{{len(pages)}}}{{{blocks}}}\n")
            transcript = self._exchange(rf"\input{{page{number}.tex}}")
            overfull.extend(transcript.overfull)
            heights.update(transcript.heights)
        return Shipped(tuple(overfull), heights)

    def finish(self) -> bytes:
        """End the document and return the whole PDF.

        Raises:
            EngineError: The PDF is missing or not whole.
        """
        self._send(r"\cvtexend")
        transcript = self._listen(until_exit=True)
        code = self._wait()
        pdf = self.folder / f"{_JOB}.pdf"
        data = pdf.read_bytes() if pdf.is_file() else b""
        # rc 0 is not success: on a full disk xelatex says 0 and leaves a PDF without its end.
        if code != 0 or not data.startswith(b"%PDF-") or b"%%EOF" not in data[-32:]:
            message = f"xelatex did not write a whole PDF (exit code {code})"
            self._refuse(transcript, code, "E611", message, "is the disk full?")
        return data

    def files_read(self) -> tuple[str, ...]:
        """The files outside the private folder that TeX read, once it has ended."""
        with contextlib.suppress(OSError):
            lines = (self.folder / f"{_JOB}.fls").read_text("utf-8", "replace").splitlines()
            named = {line.removeprefix("INPUT ") for line in lines if line.startswith("INPUT ")}
            return tuple(sorted(path for name in named for path in outside(name, self._links)))
        return ()

    # -- the exchange -----------------------------------------------------------------

    def _write(self, name: str, source: str) -> None:
        self.place(name, source.encode())

    def _exchange(self, command: str) -> Transcript:
        """Send one command, and read what TeX prints until it is ready for the next."""
        self.settle()
        self._send(command)
        return self._listen()

    def _send(self, command: str) -> None:
        # Where it has stopped, what it printed is read next and tells why.
        with contextlib.suppress(BrokenPipeError, ValueError):
            self._input.write(command.encode() + b"\n")
            self._input.flush()

    def _listen(self, *, until_exit: bool = False) -> Transcript:
        transcript = Transcript()
        stop = min(self._deadline, time.monotonic() + self._limits.exchange_seconds)
        for line in self._lines(stop):
            transcript.add(line)
            if line == _READY and not until_exit:
                break
            if line.startswith(_FILE_WANTED):
                with contextlib.suppress(OSError):
                    self._input.close()  # or it would take our next command for the name of a file
        else:
            if not until_exit:
                self.log.extend(transcript.lines)
                code = self._wait()
                question = "was it ended, or out of memory (CVTEX_MAX_MEMORY_MB)?"
                self._refuse(transcript, code, "E613", f"xelatex ended too early (exit code {code})", question)
        self.log.extend(transcript.lines)
        for lost in transcript.lost:
            self.lost.setdefault(lost.character, lost.block)
        return transcript

    def _lines(self, stop: float) -> Iterator[str]:
        """Lines as TeX prints them, until its output ends.

        Raises:
            EngineError: Time is up.
        """
        while True:
            while (end := self._buffer.find(b"\n")) >= 0:
                line, self._buffer = self._buffer[:end], self._buffer[end + 1 :]
                yield line.decode("utf-8", "replace").rstrip("\r")
            left = stop - time.monotonic()
            if left <= 0 or not self._selector.select(left):
                message = f"xelatex did not answer within {self._limits.exchange_seconds:g} s and was ended"
                hint = "a template that loops? try the template classic; CVTEX_MAX_SECONDS sets the limit"
                raise EngineError(Diagnostic("error", "E612", message, hint=hint))
            chunk = os.read(self._output.fileno(), 65536) if self._output else b""
            if not chunk:
                if self._buffer:
                    yield self._buffer.decode("utf-8", "replace")
                    self._buffer = b""
                return
            self._buffer += chunk

    def _refuse(self, transcript: Transcript, code: int, otherwise: str, message: str, question: str) -> NoReturn:
        """Tell what ended xelatex: TeX's error, a limit of the system, or ``otherwise``, the code of what is not known.

        Raises:
            EngineError: Always.
        """
        # The error is in what TeX printed last, or before, where it went on for a while.
        if (error := transcript.error() or Transcript(lines=self.log).error()) is not None:
            raise TexFailure(error, "\n".join(self.log), self.folder)
        # A shell adds 128 to the signal, Python negates it.
        if code in (-signal.SIGXFSZ, 128 + signal.SIGXFSZ):
            message = f"xelatex wrote more than {self._limits.output_bytes >> 20} MB and was ended"
            hint = "a template that loops? CVTEX_MAX_OUTPUT_MB sets the limit"
            raise EngineError(Diagnostic("error", "E618", message, hint=hint))
        if code in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
            message = f"xelatex took more than {self._limits.seconds:g} s and was ended"
            raise EngineError(Diagnostic("error", "E612", message, hint="CVTEX_MAX_SECONDS sets the limit"))
        last = next((line for line in reversed(transcript.lines) if line.strip()), "")
        raise EngineError(Diagnostic("error", otherwise, message, hint=f"{question} its last words: {last[:200]}"))

    def _wait(self) -> int:
        with contextlib.suppress(OSError):
            self._input.close()
        code = process.wait(self._process, max(0.1, self._deadline - time.monotonic()))
        if code is None:
            process.end(self._process)
            return -signal.SIGKILL
        return code


def _unwritable(error: OSError) -> EngineError:
    message = f"no room for xelatex to work in: {error.strerror or error}"
    hint = "free some space, or set TMPDIR to a folder that can be written"
    return EngineError(Diagnostic("error", "E617", message, hint=hint))
