"""Jinja's compiled templates, kept in the user's cache folder: compiling takes longer than rendering."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from jinja2 import BytecodeCache

from cvtex import __version__
from cvtex.system.cache import cache_folder, publish, read, signature

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket

# The bytecode is of the template's text (Jinja looks at that) and of the environment, which this program's own files
# set up: any change to them is a change of the environment.
_FOLDER: Final = "templates"


class KeptBytecode(BytecodeCache):
    """One file a template, by its path; whatever cannot be read or written is compiled again."""

    def __init__(self, environment: str) -> None:
        """Keep apart what is compiled by different programs: ``environment`` is the file that sets Jinja up."""
        identity = repr((__version__, environment, signature(environment)))
        self._prefix = hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if there is something to fill it with."""
        data = read(self._file(bucket))  # as it was published: this is code, and Python looks at none of it
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that can be done."""
        publish(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return cache_folder() / _FOLDER / f"{self._prefix}-{bucket.key}"
