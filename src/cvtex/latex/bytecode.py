"""Caches Jinja's compiled templates in the user's cache folder: compiling takes longer than rendering.

Jinja's own ``FileSystemBytecodeCache`` does not look at what it reads: one flipped bit in a file of it and
``salary 100`` was printed as ``salary 900``. Here a file is read as it was published, or not at all.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from cvtex import __version__
from cvtex.system.cache import cache_folder, publish, read, signature

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket


class CheckedBytecodeCache(BytecodeCache):
    """One file a template; what cannot be read, or is not as it was published by this user, is compiled again."""

    def __init__(self, environment: str) -> None:
        """Keep apart what is compiled by different programs: ``environment`` is the file that sets Jinja up."""
        identity = repr((__version__, environment, signature(environment)))
        self._prefix = hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if there is something to fill it with."""
        data = read(self._file(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Publish what was compiled, where that can be done."""
        publish(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return cache_folder() / "templates" / f"{self._prefix}-{bucket.key}"
