"""What a résumé says to everyone, and what must not get out of it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from cvtex.build.request import Request
from cvtex.build.source import Source, choose, read
from cvtex.errors import ResumeError
from cvtex.pdf.objects import pieces
from cvtex.redact.leaks import Piece, refuse_leaks
from cvtex.redact.secrets import Secret
from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cvtex.view import View

    Cvtex = Callable[..., Any]
    Write = Callable[..., Path]

RESUME = """\
basics:
  name: {zh: 张三, en: San Zhang}
  phone: +86 138 0000 0000
  email: name@example.com
  birthDate: 1999-05-12
  location: {city: {zh: 北京, en: Beijing}, address: 示例路1号}
  profiles: [{network: GitHub, username: zhangsan}]
work: [{name: {zh: 某公司, en: Some Firm}, startDate: 2020-01, highlights: [{zh: 做了事情, en: did things}]}]
"""
PRIVATE = """\
basics: {phone: +86 139 1187 2943, email: zhangsan@mail.cn, location: {address: 海淀区中关村东路95号}}
"""


def public(file: Path, **asked: Any) -> Source:  # noqa: ANN401 (fields of a request)
    return read(Request(file, redact=True, **asked))


def contacts(source: Source, file: Path, lang: str = "zh") -> list[tuple[str, str | None]]:
    shown: View = choose(Request(file, redact=True), source, lang)
    return [(plain_text(contact.text), contact.url) for contact in shown.header.contacts]


def test_numbers_and_addresses_are_masked_and_lead_nowhere_and_the_rest_is_gone(write: Write) -> None:
    file = write(RESUME, "resume.yaml")
    write(PRIVATE, "resume.private.yaml")
    assert contacts(public(file), file) == [
        ("+86 139 **** 2943", None),
        ("z***@mail.cn", None),
        ("GitHub: zhangsan", None),
        ("北京", None),
    ]


def test_the_overlay_of_the_environment_is_private_too(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(RESUME, "resume.yaml")
    monkeypatch.setenv("CVTEX_OVERLAY", "basics: {phone: +86 139 1187 2943, label: 找工作的人}")
    source = public(file)
    assert contacts(source, file)[0] == ("+86 139 **** 2943", None)
    assert choose(Request(file), source, "zh").header.label is None
    assert Secret("basics.label", "找工作的人") in (source.redaction.secrets if source.redaction else ())


def test_what_only_the_private_file_says_gives_way_to_the_public_wording(write: Write) -> None:
    file = write(RESUME, "resume.yaml")
    write("basics: {name: 张三丰}\nwork: [{name: 秘密公司, startDate: 2021-01}]\n", "resume.private.yaml")
    shown = choose(Request(file), public(file), "zh")
    assert shown.header.name == "张三"
    assert shown.sections[0].entries[0].values["name"] == "某公司"


def test_meta_private_takes_the_place_of_the_usual_list(write: Write) -> None:
    file = write(RESUME + 'meta: {private: [basics.profiles, "work[0].highlights[0]"]}\n', "resume.yaml")
    source = public(file)
    assert contacts(source, file)[:2] == [
        ("+86 138 0000 0000", None),
        ("name@example.com", "mailto:name@example.com"),
    ]
    assert "GitHub" not in str(contacts(source, file))
    assert choose(Request(file), source, "en").sections[0].entries[0].passages == ()


def test_each_translation_is_masked(write: Write) -> None:
    file = write(RESUME.replace("phone: +86 138 0000 0000", "phone: {zh: 139 1187 2943, en: null}"), "resume.yaml")
    source = public(file)
    assert contacts(source, file)[0] == ("139 **** 2943", None)
    assert contacts(source, file, "en")[0] == ("n***@example.com", None)


def test_each_number_in_a_private_value_is_a_secret(write: Write) -> None:
    phone = "phone: +86 139 1187 2943 / 010-6255 1234（微信 li@mail.cn）"
    source = public(write(RESUME.replace("phone: +86 138 0000 0000", phone), "resume.yaml"))
    secrets = source.redaction.secrets if source.redaction else ()
    for text in ("139-1187-2943", "01062551234", "LI@mail.cn"):
        assert any(secret.stands_in(text) for secret in secrets), text


def test_a_mistake_in_what_is_private_is_not_quoted(cvtex: Cvtex, write: Write) -> None:
    file = write(RESUME, "resume.yaml")
    write("basics: {phone: +86 139 1187 2943, email: zhangsan}\n", "resume.private.yaml")
    done = cvtex("build", file, "--redact")
    assert done.code == 1
    assert "[E211]" in done.err
    assert "resume.private.yaml:1:43" in done.err
    assert "zhangsan" not in done.err + done.out
    assert "1187" not in done.err + done.out


def test_a_warning_about_a_private_value_does_not_quote_it(write: Write) -> None:
    file = write(RESUME.replace("+86 138 0000 0000", "+86 139 1187"), "resume.yaml")
    (found,) = [found for found in public(file).warnings if found.code == "W412"]
    assert "1187" not in found.message
    assert not found.quotable


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("basics.fone", "there is no `fone`"),
        ("basics.name", "needs it"),
        ("work.url", "is a list"),
        ('"work[0].name"', "needs it"),
        ("basics..phone", "no path"),
        ("basics.phone.number", "there is no `number`"),
        ('"basics[0]"', "is no list"),
    ],
)
def test_a_path_that_would_protect_nothing_is_an_error(cvtex: Cvtex, write: Write, path: str, reason: str) -> None:
    done = cvtex("check", write(RESUME + f"meta: {{private: [{path}]}}\n"), "--json")
    assert done.codes == {"E230"}
    assert reason in done.report["diagnostics"][0]["message"]


@pytest.mark.parametrize(
    "path", ["basics.phone.zh", "references", '"work[3].url"', '"sections[0].entries[1].url"', "basics.details"]
)
def test_a_path_that_leads_somewhere_is_fine(cvtex: Cvtex, write: Write, path: str) -> None:
    assert cvtex("check", write(RESUME + f"meta: {{private: [{path}]}}\n")).code == 0


def test_what_is_too_short_to_look_for_is_told(write: Write) -> None:
    file = write(RESUME + "meta: {private: [basics.location.city]}\n", "resume.yaml")
    assert [found.code for found in public(file).warnings] == ["W425"]


SECRET = Secret("basics.phone", "+86 139 1187 2943")


def document(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF of one empty page, changed."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    data = io.BytesIO()
    made.save(data, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return data.getvalue()


def in_info(made: pikepdf.Pdf) -> None:
    made.docinfo["/Keywords"] = "tel 139-1187-2943"


def in_xmp(made: pikepdf.Pdf) -> None:
    with made.open_metadata() as xmp:
        xmp["dc:description"] = "13911872943"


def in_link(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("tel:+8613911872943"))
    made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def in_stream(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = made.make_stream(b"% 13911872943\n")


def in_text_off_the_page(made: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.pages[0].Contents = made.make_stream(b"BT /F1 10 Tf 3 Tr -500 -500 Td [(139 11)20(87 29)3(43)] TJ ET")


def in_an_object_that_nothing_shows(made: pikepdf.Pdf) -> None:
    made.Root.Old = made.make_indirect(pikepdf.Array([pikepdf.String("+86 139 1187 2943")]))


@pytest.mark.parametrize(
    "hide", [in_info, in_xmp, in_link, in_stream, in_text_off_the_page, in_an_object_that_nothing_shows]
)
def test_a_secret_is_found_wherever_it_stands_in_a_pdf(write: Write, hide: Callable[[pikepdf.Pdf], None]) -> None:
    found = (Piece(place, content) for place, content in pieces(document(hide)))
    root = read(Request(write(RESUME))).document.root
    with pytest.raises(ResumeError) as caught:
        refuse_leaks([SECRET], found, root)
    (said,) = caught.value.diagnostics
    assert said.code == "E231"
    assert "1187" not in said.message + said.hint


def test_a_pdf_without_it_passes(write: Write) -> None:
    clean = (Piece(place, content) for place, content in pieces(document(lambda _: None)))
    refuse_leaks([SECRET], clean, read(Request(write(RESUME))).document.root)


@pytest.mark.tex
def test_a_public_build_has_nothing_private_in_any_file(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write(RESUME, "resume.yaml")
    write(PRIVATE, "resume.private.yaml")
    done = cvtex(
        "build", file, "--redact", "--json", "--lang", "zh", "-o", tmp_path / "out", "--keep", tmp_path / "kept"
    )
    assert done.code == 0, done.err
    data = (tmp_path / "out" / "resume.zh.pdf").read_bytes()
    text = "".join(str(content) for place, content in pieces(data) if place.startswith("the text"))
    assert "+86 139 **** 2943" in text
    assert "z***@mail.cn" in text
    written = [path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert len(written) > 3
    for secret in ("1187", "zhangsan@", "中关村", "1999"):
        assert secret not in done.out + done.err + text
        # A year not within a longer number: TeX's log has sizes such as 24.19997pt.
        before = rb"(?<![0-9.])" if secret.startswith("19") else b""
        as_text = re.compile(before + re.escape(secret.encode()))
        as_hex = secret.encode("utf-16-be").hex().upper().encode()
        assert not any(as_text.search(data) or as_hex in data for data in written)


@pytest.mark.tex
def test_a_number_that_stands_elsewhere_too_is_an_error_and_nothing_is_delivered(
    cvtex: Cvtex, write: Write, tmp_path: Path
) -> None:
    file = write(RESUME.replace("做了事情", "请致电139-1187-2943"), "resume.yaml")
    write(PRIVATE, "resume.private.yaml")
    where = ("-o", tmp_path / "out", "--keep", tmp_path / "kept")
    done = cvtex("build", file, "--redact", "--json", "--lang", "zh", *where)
    assert (done.code, done.codes) == (1, {"E231"})
    found = next(one for one in done.report["diagnostics"] if one["code"] == "E231")
    assert (found["path"], found["line"]) == ("basics.phone", 8)
    assert {one["code"] for one in done.report["diagnostics"]} == {"E231", "W415"}  # which would list the numbers
    assert "1187" not in done.out + done.err
    assert not list(tmp_path.rglob("*.pdf"))
    assert not list((tmp_path / "kept").iterdir())


@pytest.mark.parametrize("option", [(), ("--redact",)])
def test_a_folder_that_cannot_be_made_for_what_is_kept_is_said_before_tex_is_asked(
    cvtex: Cvtex, write: Write, option: tuple[str, ...]
) -> None:
    file = write(RESUME)
    done = cvtex("build", file, "--keep", file / "kept", "--lang", "en", *option, "--json")
    assert (done.code, done.codes) == (2, {"E703"})


@pytest.mark.parametrize(
    "address",
    [
        "{zh:海淀区中关村东路95号, en: Haidian}",
        "{zh: 北京, 海淀区中关村东路95号, en: Haidian}",
        "{zh:海淀区中关村东路95号}",
    ],
)
def test_a_private_text_that_is_misread_in_braces_is_not_quoted(write: Write, cvtex: Cvtex, address: str) -> None:
    text = RESUME.replace("示例路1号", address)
    done = cvtex("build", write(text, "resume.yaml"), "--redact", "--json")
    assert done.code == 1
    assert "E201" in done.codes
    assert not any(piece in done.out + done.err for piece in ("海淀", "中关村", "Haidian"))


def test_what_stands_beside_a_misread_key_is_not_quoted(write: Write, cvtex: Cvtex) -> None:
    text = RESUME.replace("address: 示例路1号", "address: 北里, region:海淀")
    done = cvtex("build", write(text, "resume.yaml"), "--redact", "--json")
    assert "E201" in done.codes
    assert "region: 海淀" in done.out
    assert "北里" not in done.out + done.err
