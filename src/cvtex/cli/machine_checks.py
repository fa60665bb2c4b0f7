"""Checks the machine: everything that a build needs, each with the command that fixes it.

The last check sets a page for real: a machine that passes it builds.
"""

from __future__ import annotations

import locale
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cvtex.build.pipeline import build
from cvtex.build.request import Request
from cvtex.errors import CvtexError, Diagnostic
from cvtex.fonts.characters import coverage
from cvtex.fonts.sets import font_set
from cvtex.system import temporary
from cvtex.system.cache import cache_folder
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex import machine
from cvtex.tex.machine import needed, remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Status = Literal["pass", "warn", "fail"]

_OLDEST_PYTHON: Final = (3, 11)
_OLDEST_TEX_LIVE: Final = 2020
"""LaTeX of 2020-02 loads expl3 in its kernel, as ctex and xeCJK of the same years expect."""
_PAGE: Final = (
    "basics: {name: {zh: 张三, en: Zhang San}}\nwork: [{name: {zh: 快手, en: Kuaishou}, startDate: 2023-08}]\n"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. A ``warn`` does not stop a build, a ``fail`` does."""

    name: str
    status: Status
    found: str
    remedy: str = ""


def examine() -> tuple[Check, ...]:
    """Look at everything; the page is tried only where nothing that it needs is missing."""
    checks = [*_python(), *_engine(), *_packages(), *_data(), *_folders(), *_encoding()]
    if not any(check.status == "fail" for check in checks):
        checks.append(sample_page())
    return tuple(checks)


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        yield Check("Python", "pass", version)
    else:
        yield Check("Python", "fail", version, "install Python 3.11 or newer, and cvtex into it")


def _engine() -> Iterator[Check]:
    version = machine.version()
    if version is None:
        yield Check("xelatex", "fail", "not on PATH, or it does not run", remedy(["xelatex"]))
        return
    year = machine.year(version)
    if year is not None and year < _OLDEST_TEX_LIVE:
        how = "install a newer one from https://tug.org/texlive, or the packages of a newer system"
        yield Check("xelatex", "warn", f"{version}, older than what cvtex is tested with ({_OLDEST_TEX_LIVE})", how)
    else:
        yield Check("xelatex", "pass", version)


def _packages() -> Iterator[Check]:
    for group in needed():
        files = [file for file in group if "." in file]
        if missing := machine.missing(files):
            yield Check(f"LaTeX: {missing[0]}", "fail", f"not found: {', '.join(missing)}", remedy(missing))
        elif files:
            yield Check(f"LaTeX: {files[0]}", "pass", ", ".join(files))


def _data() -> Iterator[Check]:
    def fonts() -> str:
        chosen = font_set(None, fonts_folder())
        characters = frozenset().union(*(coverage(file) for family in chosen.families for file in family.files))
        return f"{chosen.title}, {len(characters)} characters"

    yield _tried("fonts", fonts)
    yield _tried("templates", lambda: str(templates_folder()))


def _folders() -> Iterator[Check]:
    def writable() -> str:
        with temporary.private_folder() as folder:
            return str(folder.parent)

    how = "free some space, or set TMPDIR to a folder that can be written"
    yield _tried("temporary files", writable, how)
    yield _cache()


def _cache() -> Check:
    """Without a cache every build is as slow as the first, and still right."""
    folder = cache_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary.new_file(folder, ".doctor-"):
            return Check("cache", "pass", str(folder))
    except OSError as error:
        problem = f"{folder}: {error.strerror or error}; builds are slower"
        return Check("cache", "warn", problem, "set XDG_CACHE_HOME to a folder that can be written")


def _encoding() -> Iterator[Check]:
    """Files are read as UTF-8 whatever the locale says; only what the terminal shows depends on it."""
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if encoding.replace("-", "").lower() in {"utf8", "cp65001"}:
        yield Check("locale", "pass", encoding)
    else:
        problem = f"{encoding}: names of files and messages in Chinese may not be shown"
        yield Check("locale", "warn", problem, "export LC_ALL=C.UTF-8")


def sample_page() -> Check:
    """Set a page in Chinese and one in English."""

    def page() -> str:
        with temporary.private_folder() as folder:
            file = folder / "resume.yaml"
            file.write_text(_PAGE, encoding="utf-8")
            report = build(Request(file=file, output_dir=folder), lambda _lang, _stage: None)
        if report.exit_code:
            raise CvtexError([diagnostic for diagnostic in report.diagnostics if diagnostic.severity == "error"])
        return ", ".join(f"{output.lang} in {output.seconds:.1f} s" for output in report.outputs)

    return _tried("a page", page)


def _tried(name: str, trial: Callable[[], str], how: str = "") -> Check:
    try:
        return Check(name, "pass", trial())
    except CvtexError as error:
        first: Diagnostic = error.diagnostics[0]
        return Check(name, "fail", f"{first.message} [{first.code}]", how or first.hint)
    except OSError as error:
        return Check(name, "fail", error.strerror or str(error), how or f"look at {os.fspath(error.filename or '')}")
