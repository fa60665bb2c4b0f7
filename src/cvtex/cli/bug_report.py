"""A bug of ours: a short apology for the person, and the traceback in a file for whoever mends it.

What the file holds is what a report needs: versions, the command, the traceback. It holds no value of a variable, so
none of the résumé but what an exception's own message quotes.
"""

from __future__ import annotations

import contextlib
import platform
import traceback
from importlib import metadata
from typing import TYPE_CHECKING, Final

from cvtex import __version__
from cvtex.errors import Diagnostic
from cvtex.system import temporary

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_CODE: Final = 70
"""EX_SOFTWARE of sysexits.h: none of the codes that a mistake of the user's gives."""


def apology(error: BaseException, arguments: Sequence[str]) -> Diagnostic:
    """Keep what happened in a file, and say where it is and what to do with it."""
    kept = temporary.saved_text(record(error, arguments), prefix="cvtex-bug-", suffix=".txt")
    attach = f"with the file {kept}" if kept else "with what --debug prints"
    return Diagnostic(
        "error",
        "E999",
        f"this is a bug in cvtex, not a mistake of yours: {type(error).__name__}. Sorry!",
        hint=f"please report it {_tracker()}, {attach}; look first whether that quotes anything private",
    )


def _tracker() -> str:
    """Where bugs are reported, as the installed package's metadata says."""
    with contextlib.suppress(metadata.PackageNotFoundError):
        for entry in metadata.metadata("cvtex").get_all("Project-URL") or ():
            label, _, url = entry.partition(", ")
            if label.lower() in {"issues", "bug tracker", "source", "repository"}:
                return f"at {url}"
    return "to whom you have cvtex from"


def record(error: BaseException, arguments: Sequence[str]) -> str:
    """What a report of the bug needs."""
    command = " ".join(["cvtex", *arguments])
    about = f"cvtex {__version__}, Python {platform.python_version()}, {platform.platform()}\n$ {command}\n\n"
    return about + "".join(traceback.format_exception(error))
