"""What is not for the public: which values those are, how they are masked, and that none of them gets out.

One file each:

    paths      meta.private, or what is private where nothing is said
    redaction  the tree of the file -> the same without what is private, and the secrets that were in it
    masks      +86 138 1234 5678 -> +86 138 **** 5678
    secrets    looks for a secret in texts and bytes, however it is written there
    leaks      a finished PDF, kept files, a report -> refused where a secret stands in them
"""

from __future__ import annotations

from cvtex.redact.leaks import Piece, guarded, refuse_leaks, silenced
from cvtex.redact.paths import DEFAULT_PATHS
from cvtex.redact.redaction import Redaction, hushed, redact
from cvtex.redact.secrets import Secret

__all__ = [
    "DEFAULT_PATHS",
    "Piece",
    "Redaction",
    "Secret",
    "guarded",
    "hushed",
    "redact",
    "refuse_leaks",
    "silenced",
]
