"""Programs that read PDFs and are no dependency of the tests: for script/readers and script/parsers alone.

Packages of Python and node go into a folder of their own in the user's cache, in pinned versions. Node and Ghostscript
are programs of the system, which are used where they are there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.readers import Reader

OLD_PYPDF: Final = "pypdf==5.9.0"
PDF_JS: Final = "pdfjs-dist@5.6.205"
_OLDEST_NODE: Final = (20, 19)
# Run by the Python of .venv, with the folder of the old one first in its path.
_READ_WITH_PYPDF: Final = """
import sys, pypdf
print("\\n".join(page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages))
"""


class UnavailableError(Exception):
    """A program cannot be had here; the message says why, and what would help."""


def run(*command: object, **environment: str) -> str:
    """What a program prints.

    Raises:
        UnavailableError: It failed.
    """
    words = [str(word) for word in command]
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore", **environment}
    done = subprocess.run(words, env=settings, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise UnavailableError(f"{Path(words[0]).name} failed: {reason}")
    return done.stdout


def program(name: str) -> str:
    """Where a program of the system is.

    Raises:
        UnavailableError: It is not there.
    """
    found = shutil.which(name)
    if found is None:
        raise UnavailableError(f"{name} is not on PATH; install it with the system's package manager")
    return found


def node() -> str:
    """Where node is.

    Raises:
        UnavailableError: It is not there, or too old for pdf.js.
    """
    found = program("node")
    version = run(found, "--version").strip()
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < _OLDEST_NODE:
        raise UnavailableError(f"node is {version}, and pdf.js needs {'.'.join(map(str, _OLDEST_NODE))} or newer")
    return found


def python_packages(*packages: str) -> Path:
    """The folder with these packages of Python, and none of what they need: .venv has that.

    Raises:
        UnavailableError: They cannot be installed.
    """
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps")
    return _installed(packages, lambda folder: run(*pip, "-t", folder, *packages))


def node_packages(*packages: str) -> Path:
    """The folder whose node_modules has these packages.

    Raises:
        UnavailableError: They cannot be installed.
    """
    npm = (program("npm"), "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional")
    return _installed(packages, lambda folder: run(*npm, "--prefix", folder, *packages))


def node_source(package: str) -> Path:
    """The files of a package of node, without the packages that it needs.

    Raises:
        UnavailableError: It cannot be fetched.
    """
    npm = program("npm")

    def install(folder: Path) -> None:
        folder.mkdir()
        archive = folder / run(npm, "pack", "--silent", "--pack-destination", folder, package).split()[-1]
        with tarfile.open(archive) as files:
            files.extractall(folder, filter="data")
        archive.unlink()

    return _installed((f"source of {package}",), install) / "package"


def _installed(packages: tuple[str, ...], install: Callable[[Path], object]) -> Path:
    """The folder of these packages, which is there as a whole or not at all."""
    cache = platformdirs.user_cache_path("cvtex-readers", appauthor=False)
    folder = cache / re.sub(r"[^\w.=@+-]", "_", "+".join(packages))
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        sys.stderr.write(f"installing {', '.join(packages)} into {folder}\n")
        with tempfile.TemporaryDirectory(dir=cache) as name:
            install(Path(name) / "new")
            (Path(name) / "new").rename(folder)
    return folder


def old_pypdf() -> Reader:
    """Pypdf 5, which many parsers of applications still have.

    Raises:
        UnavailableError: It cannot be installed.
    """
    folder = python_packages(OLD_PYPDF)
    return lambda pdf: run(sys.executable, "-c", _READ_WITH_PYPDF, pdf, PYTHONPATH=str(folder))


def pdfjs() -> Reader:
    """What is copied out of Firefox, and of pages on the web that show PDFs.

    Raises:
        UnavailableError: It cannot be installed, or there is no node.
    """
    command = (node(), ROOT / "script" / "pdfjs.mjs", node_packages(PDF_JS))
    return lambda pdf: run(*command, pdf)


def ghostscript() -> Reader:
    """What Ghostscript's device for text writes.

    Raises:
        UnavailableError: It is not there.
    """
    command = (program("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-")
    return lambda pdf: run(*command, pdf)
