"""The last touches, the same each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Pdf, String

from cvtex import pdf
from cvtex.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Make

    Change = Callable[[Pdf], None]


METADATA = pdf.Metadata(
    language="zh-Hans",
    title="简历 – 张三",
    author="张三",
    subject="后端开发",
    keywords=("Python", "数据库"),
    created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
)


def stamped(document: Pdf) -> None:
    document.docinfo["/Producer"] = "xdvipdfmx (20211117)"
    document.docinfo["/CreationDate"] = "D:20261124022752"
    document.docinfo["/ModDate"] = "D:20261124022752"


def test_sets_language_title_and_metadata(make: Make) -> None:
    with pikepdf.open(io.BytesIO(pdf.finish(make(stamped), METADATA).data)) as document:
        assert document.pdf_version == "1.7"
        assert document.Root.Lang == "zh-Hans"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        info = {name: str(value) for name, value in document.docinfo.items()}
        assert info == {
            "/Title": "简历 – 张三",
            "/Author": "张三",
            "/Subject": "后端开发",
            "/Keywords": "Python, 数据库",
            "/Creator": "cvtex",
            "/Producer": "xdvipdfmx",
            "/CreationDate": "D:20260102030405Z",
        }
        with document.open_metadata() as xmp:
            assert xmp["dc:title"] == "简历 – 张三"
            assert xmp["dc:creator"] == ["张三"]
            assert xmp["pdf:Keywords"] == "Python, 数据库"
            assert xmp["xmp:CreateDate"] == "2026-01-02T03:04:05Z"
            assert "xmp:MetadataDate" not in xmp


def test_without_a_date_there_is_none(make: Make) -> None:
    bare = pdf.finish(make(stamped), pdf.Metadata("en", "Resume")).data
    with pikepdf.open(io.BytesIO(bare)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Creator", "/Producer"}
        assert b"CreateDate" not in document.Root.Metadata.read_bytes()


def test_the_same_input_gives_the_same_bytes_whatever_the_old_id_was(make: Make) -> None:
    def named(identifier: bytes) -> Change:
        def change(document: Pdf) -> None:
            stamped(document)
            document.trailer.ID = Array([String(identifier), String(identifier)])

        return change

    first, second = (pdf.finish(make(named(name)), METADATA).data for name in (b"a" * 16, b"b" * 16))
    assert first == second
    assert pdf.inspect(first).text == "Hello resume"


def test_finish_refuses_what_is_no_pdf() -> None:
    with pytest.raises(EngineError):
        pdf.finish(b"%PDF-1.7 nothing", METADATA)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"SOURCE_DATE_EPOCH": "0"}, datetime(1970, 1, 1, tzinfo=UTC)),
        ({}, None),
        ({"SOURCE_DATE_EPOCH": "yesterday"}, None),
        ({"SOURCE_DATE_EPOCH": "9" * 30}, None),
    ],
)
def test_the_date_comes_only_from_source_date_epoch(environ: dict[str, str], expected: datetime | None) -> None:
    assert pdf.source_date(environ) == expected


def test_the_room_does_not_import_the_pdf_libraries_before_they_are_used() -> None:
    command = "import sys, cvtex.pdf; sys.exit(bool({'pikepdf', 'pypdfium2'} & set(sys.modules)))"
    path = os.pathsep.join(entry for entry in sys.path if entry)
    assert subprocess.run([sys.executable, "-c", command], env={"PYTHONPATH": path}, check=False).returncode == 0
