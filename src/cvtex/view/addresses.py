"""How a page prints the address of a link: bare, as people say it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# `www.` stays where it is all of the host but its end, as in `www.com`.
_BEFORE: Final = re.compile(r"(?i)^(?:https?://(?:www\.(?=[^/?#]*\.))?|mailto:|tel:)")


def bare_address(url: str) -> str:
    """An address without what says nothing to a reader: ``https://www.`` and a slash at its end."""
    bare = _BEFORE.sub("", url, count=1)
    # In a query or a fragment a slash may mean something.
    return bare if "?" in bare or "#" in bare else bare.removesuffix("/")


def account_name(username: str) -> str:
    """The name of an account as it stands in addresses: ``zlin`` for ``@zlin``."""
    return username.removeprefix("@")


def names_account(url: str, username: str) -> bool:
    """Whether an address says whose account it leads to, so that it needs no name beside it."""
    parts = urlsplit(url)
    name = account_name(username).casefold()
    return not parts.query and not parts.fragment and name in map(account_name, parts.path.casefold().split("/"))
