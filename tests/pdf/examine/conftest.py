"""What the tests of ``check --pdf`` share: a page with some content, checked by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pikepdf import Pdf
    from tests.pdf.conftest import Make

    Read = Callable[..., Any]


@pytest.fixture
def read(make: Make, cvtex: Callable[..., Any], tmp_path: Path) -> Read:
    """Check a page with this content, and return the report."""

    def run(content: bytes, change: Callable[[Pdf], None] | None = None) -> Any:  # noqa: ANN401 (JSON)
        file = tmp_path / "resume.pdf"
        file.write_bytes(make(change, content=content))
        return cvtex("check", "--pdf", file, "--json").report

    return run
