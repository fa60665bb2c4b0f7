"""A finished PDF is read as a stranger's reader would."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cvtex import pdf
from cvtex.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Make

    from cvtex.errors import Diagnostic

    Change = Callable[[Pdf], None]


A4 = (210.0, 297.0)


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def test_reads_pages_sizes_and_text_of_bytes_and_of_a_file(make: Make, tmp_path: Path) -> None:
    (tmp_path / "two.pdf").write_bytes(make(pages=2))
    of_file, of_bytes = pdf.inspect(tmp_path / "two.pdf"), pdf.inspect(make(pages=2))
    for inspection in (of_file, of_bytes):
        assert inspection.pages == 2
        assert inspection.sizes == (A4, A4)
        assert inspection.texts == ("Hello resume", "Hello resume")
        assert inspection.text == "Hello resume\fHello resume"
        assert inspection.forbidden == ()
    assert of_file.file.endswith("two.pdf")


def test_text_that_hangs_off_the_page_is_not_on_it(make: Make) -> None:
    beyond = make(content=b"BT /F1 12 Tf 72 720 Td (kept) Tj 600 0 Td (lost) Tj ET")
    assert pdf.inspect(beyond).text.strip() == "kept"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-200],
        lambda data: data[: len(data) // 2] + b"\n%%EOF\n",
        lambda _: b"",
        lambda _: b"not a PDF, but %%EOF",
        lambda data: data.replace(b"startxref", b"startxxxx"),
    ],
    ids=["cut off", "cut in the middle", "empty", "text", "no cross-references"],
)
def test_a_damaged_pdf_is_refused_and_not_repaired(make: Make, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(EngineError) as caught:
        pdf.inspect(damage(make()))
    assert codes(caught.value.diagnostics) == ["E501"]


def test_an_encrypted_pdf_is_refused(make: Make) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(EngineError, match="encrypted"):
        pdf.inspect(out.getvalue())


def test_a_missing_file_is_the_engines_failure(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="No such file"):
        pdf.inspect(tmp_path / "none.pdf")


def annotate(document: Pdf, **action: str | Object) -> None:
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary({f"/{key}": value for key, value in action.items()}),
    )
    document.pages[0].Annots = Array([link])


def nest(document: Pdf) -> None:
    value: Object = Dictionary(S=Name.Launch)
    for _ in range(100):
        value = Array([value])
    document.Root.Harmless = value


HOSTILE = {
    "launch": ("/Launch", lambda d: annotate(d, S=Name.Launch, F=String("/bin/sh"))),
    "script": ("/JavaScript", lambda d: annotate(d, S=Name.JavaScript, JS=String("app.alert(1)"))),
    "script text": ("/JS", lambda d: annotate(d, S=Name.Rendition, JS=String("app.alert(1)"))),
    "other file": ("/GoToR", lambda d: annotate(d, S=Name.GoToR, F=String("x.pdf"), D=Array([0, Name.Fit]))),
    "form": ("/SubmitForm", lambda d: annotate(d, S=Name.SubmitForm, F=String("http://a.b"))),
    "unknown action": ("/New", lambda d: annotate(d, Type=Name.Action, S=Name.New)),
    "chained": ("/Launch", lambda d: annotate(d, S=Name.URI, URI=String("http://a"), Next=Dictionary(S=Name.Launch))),
    "on opening": ("/OpenAction", lambda d: d.Root.update({"/OpenAction": Dictionary(S=Name.URI, URI=String("h:"))})),
    "of a page": ("/AA", lambda d: d.pages[0].obj.update({"/AA": Dictionary(O=Dictionary(S=Name.GoTo))})),
    "attached": ("/EmbeddedFile", lambda d: d.Root.update({"/X": d.make_stream(b"MZ", Type=Name.EmbeddedFile)})),
    "attachments": ("/EmbeddedFiles", lambda d: d.Root.update({"/Names": Dictionary(EmbeddedFiles=Dictionary())})),
    "outer stream": ("/F of a stream", lambda d: d.Root.update({"/X": d.make_stream(b"", F=String("/etc/passwd"))})),
    "nested": ("/Launch", nest),
    "form fields": ("/AcroForm", lambda d: d.Root.update({"/AcroForm": Dictionary(XFA=Array([]))})),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_finds_what_could_make_a_viewer_act(make: Make, name: str) -> None:
    expected, change = HOSTILE[name]
    inspection = pdf.inspect(make(change))
    assert expected in {item.name for item in inspection.forbidden}
    assert "P501" in codes(pdf.findings(inspection))


def test_places_in_the_document_and_web_addresses_are_allowed(make: Make) -> None:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
        annotate(document, Type=Name.Action, S=Name.URI, URI=String("https://example.com/a%20b"))

    inspection = pdf.inspect(make(change))
    assert inspection.forbidden == ()
    assert inspection.links == ("https://example.com/a%20b",)
    assert "P502" not in codes(pdf.findings(inspection))


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "//host/x", ""])
def test_other_schemes_are_found(make: Make, link: str) -> None:
    inspection = pdf.inspect(make(lambda d: annotate(d, S=Name.URI, URI=String(link))))
    assert inspection.links == (link,)
    assert "P502" in codes(pdf.findings(inspection))


def test_an_object_that_is_a_plain_number_is_read(make: Make) -> None:
    assert pdf.inspect(make(lambda d: d.Root.update({"/X": d.make_indirect(Object.parse(b"7"))}))).pages == 1
