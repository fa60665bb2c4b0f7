"""What `cvtex check --pdf` says of the tags of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Make

    Read = Callable[..., Any]


def tagged(
    *types: str, link: bool = True, description: str | None = None, roles: dict[str, str] | None = None
) -> Callable[[Pdf], None]:
    """Tag a PDF with elements of these types; the last one holds the link that is on the page, if one is to hold it."""

    def change(document: Pdf) -> None:
        page = document.pages[0]
        action = Dictionary(S=Name.URI, URI=String("https://example.com/"))
        annotation = document.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        )
        page.Annots = Array([annotation])
        kids = [document.make_indirect(Dictionary(S=Name(f"/{name}"))) for name in types]
        if description is not None:
            kids[0].Alt = String(description)
        if link:
            kids[-1].K = Dictionary(Type=Name.OBJR, Obj=annotation)
        around = document.make_indirect(Dictionary(S=Name.Document, K=Array(kids)))
        root = Dictionary(Type=Name.StructTreeRoot, K=around)
        root.RoleMap = Dictionary({f"/{name}": Name(f"/{kind}") for name, kind in (roles or {}).items()})
        document.Root.StructTreeRoot = document.make_indirect(root)
        document.Root.MarkInfo = Dictionary(Marked=True)

    return change


@pytest.fixture
def read(make: Make, cvtex: Callable[..., Any], tmp_path: Path) -> Read:
    """Check a PDF after a change, and return its tags with what is said of them."""

    def run(change: Callable[[Pdf], None] | None = None) -> tuple[Any, dict[str, str]]:
        file = tmp_path / "resume.pdf"
        file.write_bytes(make(change))
        report = cvtex("check", "--pdf", file, "--json").report
        found = [found for found in report["diagnostics"] if found["code"] in {"P515", "P516"}]
        return report["tags"], {f"{found['code']} {found['severity']}": found["message"] for found in found}

    return run


def test_a_pdf_without_tags_is_noted(read: Read) -> None:
    tags, said = read()
    assert (tags["elements"], list(said)) == ({}, ["P515 info"])


def test_tags_that_are_not_marked_are_ignored_by_readers(read: Read) -> None:
    def change(document: Pdf) -> None:
        tagged("H1", "Link")(document)
        del document.Root.MarkInfo

    tags, said = read(change)
    assert tags["marked"] is False
    assert "readers ignore them" in said["P515 info"]


def test_tags_with_a_heading_and_every_link_are_sound(read: Read) -> None:
    tags, said = read(tagged("H1", "Link"))
    assert (tags["elements"], said) == ({"Document": 1, "H1": 1, "Link": 1}, {})


def test_types_of_a_tools_own_are_what_its_role_map_makes_of_them(read: Read) -> None:
    roles = {"Überschrift": "Top", "Top": "H1", "A": "B", "B": "A"}
    tags, said = read(tagged("Überschrift", "A", "Link", roles=roles))
    assert tags["elements"]["H1"] == 1
    assert said == {}


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (tagged("Link"), "no heading"),
        (tagged("H1", "Link", link=False), "a link that no tag holds, such as “https://example.com/”"),
        (tagged("Figure", "H1", "Link"), "a picture without a description"),
        (tagged("Figure", "H1", "Link", description=" "), "a picture without a description"),
    ],
)
def test_what_is_missing_from_tags_is_a_warning(read: Read, change: Callable[[Pdf], None], missing: str) -> None:
    _, said = read(change)
    assert list(said) == ["P516 warning"]
    assert missing in said["P516 warning"]


def test_a_picture_with_a_description_is_sound(read: Read) -> None:
    assert read(tagged("Figure", "H1", "Link", description="Li"))[1] == {}


def test_a_structure_that_holds_itself_is_read_once(read: Read) -> None:
    def change(document: Pdf) -> None:
        tagged("H1", "Link")(document)
        around = document.Root.StructTreeRoot.K
        around.K.append(around)

    assert read(change)[0]["elements"] == {"Document": 1, "H1": 1, "Link": 1}
