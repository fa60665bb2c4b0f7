"""Says which links a document may carry."""

from __future__ import annotations

import re
from typing import Final

SCHEMES: Final = ("http", "https", "mailto", "tel")
"""All others start programs or read files."""
_URL: Final = re.compile(r"(?:https?://[^\s/]|mailto:[^\s/]|tel:[\d+])", re.IGNORECASE)


def is_safe_url(url: str) -> bool:
    """Whether a link may lead there: http, https, mailto and tel only, never a script or a file."""
    return _URL.match(url) is not None
