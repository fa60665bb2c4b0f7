"""Takes what is private out of a résumé, and proves that none of it gets out.

One file each:

    paths      meta.private, or what is private where nothing is said
    redaction  the tree of the file -> the same without what is private, and the secrets that were in it
    masks      +86 138 1234 5678 -> +86 138 **** 5678
    secrets    searches texts and bytes for a secret, however it is written there
    leaks      a finished PDF, kept files, a report -> refused where a secret stands in them
"""

from __future__ import annotations

from cvtex.redact.leaks import Piece, refuse_leaks, refuse_leaks_in_report, searched_folder
from cvtex.redact.paths import DEFAULT_PATHS
from cvtex.redact.redaction import Redaction, redact, redact_diagnostics
from cvtex.redact.secrets import Secret

__all__ = [
    "DEFAULT_PATHS",
    "Piece",
    "Redaction",
    "Secret",
    "redact",
    "redact_diagnostics",
    "refuse_leaks",
    "refuse_leaks_in_report",
    "searched_folder",
]
