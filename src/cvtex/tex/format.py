"""Precompiled formats: TeX with the packages of a preamble already read.

Reading ctex and what it needs takes four times as long as all the rest of a run, and comes
out the same each time. So it is done once, kept in the user's cache folder, and done again
when anything that went in has changed: the engine, the preamble, any file that was read.

The PDF is the same with a format and without. Where none can be made, TeX reads the packages.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cvtex.errors import Diagnostic
from cvtex.system import temporary
from cvtex.system.cache import are_as_they_were, cache_folder, publish_json, read_json, signature, signatures
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex import engine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cvtex.system.limits import EngineLimits

# XeTeX cannot dump a native font, and the class loads its default one. Here that is a TFM font, with a format and
# without, so that both give the same PDF; \setmainfont replaces it before anything is set.
NO_NATIVE_FONT = "".join(
    rf"\DeclareFontShape{{TU}}{font}{{<->cmr10}}{{}}" + "\n"
    for font in ("{lmr}{m}{n}", "{lmr}{bx}{n}", "{lmr}{m}{it}", "{lmr}{bx}{it}", "{lmss}{m}{n}", "{lmtt}{m}{n}")
)
FONTS_LINK = "fonts"
NAME = "cvtex"
_KEPT = 12  # formats; each is 32 MB
_NEW = ".new-"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Packages:
    """What a format is made of: the preamble, and the folders whose packages it may read, by their names in TeX."""

    preamble: str
    links: tuple[tuple[str, Path], ...]
    inputs: tuple[str, ...]

    @property
    def source(self) -> str:
        """What TeX reads."""
        return NO_NATIVE_FONT + self.preamble


def preamble_of(folder: Path, base: Path) -> str:
    """The packages that a template loads: its own, or those of the template it is based on."""
    own = folder / "preamble.tex"
    return (own if own.is_file() else base / "preamble.tex").read_text("utf-8")


def packages_of(preamble: str, folder: Path, base: Path) -> Packages:
    """What TeX can read for a template before anything of a résumé is known."""
    links = (("base", base), ("cvtex", templates_folder()), (FONTS_LINK, fonts_folder()), ("template", folder))
    return Packages(preamble, tuple((name, path.resolve()) for name, path in links), ("cvtex", "template", "base"))


@dataclass(frozen=True, slots=True)
class Format:
    """What the cache has for some packages: a file, nothing yet, or that none can be made."""

    state: Literal["ready", "unmade", "impossible"]
    file: Path | None = None


def find(packages: Packages) -> Format:
    """Look a format up."""
    record = read_json(_record(packages))
    if record is None or not are_as_they_were(record.get("read")):
        return Format("unmade")
    if (name := record.get("file")) is None:
        return Format("impossible")
    file = _folder() / str(name)
    if signature(file) != record.get("signature"):  # cut off, or another one
        return Format("unmade")
    return Format("ready", file)


def files_read(packages: Packages) -> tuple[str, ...]:
    """The files that the format was made from."""
    read = (read_json(_record(packages)) or {}).get("read")
    return tuple(read) if isinstance(read, dict) else ()


def make(packages: Packages, limits: EngineLimits) -> tuple[Format, Diagnostic | None]:
    """Make a format and keep it; what is said where that cannot be done is said only this once.

    Raises:
        EngineError: There is no xelatex.
    """
    folder = _folder()
    with ExitStack() as stack:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.sweep(folder, _NEW)
            new = stack.enter_context(temporary.new_file(folder, _NEW))
        except OSError as error:
            message = f"the cache folder {folder} cannot be written: {error.strerror or error}"
            hint = "builds take three times as long; set XDG_CACHE_HOME to a folder that can be written"
            return Format("impossible"), Diagnostic("info", "W630", message, hint=hint)
        old = (read_json(_record(packages)) or {}).get("file")
        private = stack.enter_context(engine.private_folder(dict(packages.links)))
        problem, read = _dumped(private, packages, limits)
        final = folder / f"{_key(packages)}-{new.name.removeprefix(_NEW)}.fmt"
        made = problem is None and _store(private / f"{NAME}.fmt", new, final)
    name = final.name if made else None
    publish_json(_record(packages), {"file": name, "signature": signature(final), "read": signatures(read)})
    _forget(folder, str(old or ""))
    if made:
        return Format("ready", final), None
    message = f"the template's preamble cannot be precompiled: {problem or 'the disk is full'}"
    hint = "builds take three times as long; load fonts in setup.tex rather than in preamble.tex"
    return Format("impossible"), Diagnostic("info", "W631", message, hint=hint)


def _dumped(private: Path, packages: Packages, limits: EngineLimits) -> tuple[str | None, set[str]]:
    """Let TeX make the format; why it did not, where it did not, and what it read."""
    try:
        (private / f"{NAME}.tex").write_text(f"{packages.source}\n\\dump\n", encoding="utf-8")
    except OSError as error:
        return error.strerror or str(error), set()
    return engine.dump(private, NAME, inputs=packages.inputs, limits=limits), _recorded(private, packages)


def forget(packages: Packages) -> None:
    """Drop a format that TeX would not take."""
    with suppress(OSError):
        _record(packages).unlink()


def _folder() -> Path:
    return cache_folder() / "formats"


def _record(packages: Packages) -> Path:
    return _folder() / f"{_key(packages)}.json"


def _key(packages: Packages) -> str:
    """One name for one place of use: what changes there replaces what was."""
    identity = (packages.source, sorted((name, str(path.resolve())) for name, path in packages.links), engine_files())
    return hashlib.blake2b(repr(identity).encode(), digest_size=10).hexdigest()


def engine_files() -> tuple[str, ...]:
    """The programs that make the PDF, wherever links lead."""
    programs = (engine.find_xelatex(), shutil.which("xdvipdfmx"))
    return tuple(os.path.realpath(program) for program in programs if program)


def _recorded(private: Path, packages: Packages) -> set[str]:
    """Every file that went in, as TeX recorded it, the engine itself, and what may put another in a file's place."""
    links = dict(packages.links)
    files = {*engine_files(), *engine.trees()}
    with suppress(OSError):
        for line in (private / f"{NAME}.fls").read_text("utf-8", "replace").splitlines():
            kind, _, name = line.partition(" ")
            if kind == "INPUT":
                files.update(outside(name, links))
    return files


def outside(name: str, links: Mapping[str, Path]) -> tuple[str, ...]:
    """A file as TeX names it, as the machine names it; nothing for one of the private folder itself."""
    if name.startswith("/"):
        return (name,)
    first, _, rest = name.removeprefix("./").partition("/")
    return (str(links[first] / rest),) if rest and first in links else ()


def _store(dumped: Path, new: Path, final: Path) -> bool:
    """Keep a format as it is in memory: unpacking the 32 MB each time takes half as long as hello world."""
    try:
        with dumped.open("rb") as file:
            packed = file.read(len(_GZIP)) == _GZIP
        with gzip.open(dumped) if packed else dumped.open("rb") as source, new.open("r+b") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        new.rename(final)
    except (OSError, EOFError):
        return False
    return True


def _forget(folder: Path, old: str) -> None:
    """Drop the format that was replaced, and those that were not made for the longest time."""
    with suppress(OSError):
        if old.endswith(".fmt") and "/" not in old:
            (folder / old).unlink(missing_ok=True)
        records = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for record in records[_KEPT:]:
            record.unlink(missing_ok=True)
        named = {(read_json(record) or {}).get("file") for record in records[:_KEPT]}
        newest = max((record.stat().st_mtime for record in records), default=0.0)
        for file in folder.glob("*.fmt"):
            # One that no record names may be in the making: an hour is long enough.
            if file.name not in named and file.stat().st_mtime < newest - 3600:
                file.unlink(missing_ok=True)
