"""Text is text: whatever stands in a field comes out as it stands, and never becomes a command."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.conftest import DATA, RESUMES, texts

from cvtex import pdf
from cvtex.errors import UsageError
from cvtex.latex.template import BASE, load_template, templates
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Build, Built, Cvtex

    Write = Callable[..., Path]

STRINGS: list[str] = json.loads((DATA / "hostile-strings.json").read_text("utf-8"))
# Four in a text, so that one's end meets another's beginning, and a résumé of all stays within its limits.
TEXTS = [" ".join(STRINGS[first : first + 4]) for first in range(0, len(STRINGS), 4)]

# The macros are those of all designs, which differ in a few files: there a seventh of the strings goes through each.
STEPS = dict.fromkeys(templates(templates_folder()), 7) | {BASE: 1}

# What is not free text: it is checked by itself, and refused where it is wrong.
CHECKED = {"url", "image", "email", "username", "countryCode", "id", "kind", "priority", "only", "tags"}
CHECKED |= {"startDate", "endDate", "birthDate", "date", "releaseDate"}
# What is shown otherwise than a text is: without Markdown, only where space is short, or to those who do not see.
NOT_MARKDOWN = CHECKED | {"short", "name", "label", "value", "title", "imageAlt"}


def hostile(node: Any, turn: int, count: Iterator[int]) -> Any:  # noqa: ANN401  (what a file holds)
    """The same mapping or list with every free text replaced; each further text takes the next string."""
    if isinstance(node, list):
        return [hostile(item, turn, count) for item in node]
    if isinstance(node, dict):
        if node.keys() <= {"zh", "en"}:
            first = turn + next(count)
            return {lang: TEXTS[(first + n) % len(TEXTS)] for n, lang in enumerate(("zh", "en"))}
        return {
            key: value if key in CHECKED else hostile(value, turn, count)
            for key, value in node.items()
            if key not in {"only", "tags", "priority", "image"}
        }
    return TEXTS[(turn + next(count)) % len(TEXTS)]


def all_fields(step: int = 1) -> dict[str, Any]:
    """A résumé in which every text of the schema is every hostile string once, in both languages; or each nth."""
    data = yaml.load((DATA / "complete.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (strings alone)
    made: dict[str, Any] = {"meta": {"languages": ["zh", "en"]}, "layout": {"pages": "auto"}}
    made["layout"]["dates"] = {"separator": TEXTS[0]}
    made["layout"]["titles"] = {"work": {"zh": TEXTS[1], "en": TEXTS[2]}}
    for kind, value in data.items():
        if kind == "basics":
            made[kind] = hostile(value, 0, itertools.count())
            made[kind]["details"] = [{"label": text, "value": text} for text in TEXTS[::step]]
        elif kind == "sections":
            made[kind] = [hostile(section, 0, itertools.count()) for section in value]
            made[kind] += [
                {"id": f"s{n}", "kind": "text", "title": text, "text": text} for n, text in enumerate(TEXTS[::step])
            ]
            rows = [[text, text] for text in TEXTS[::step]]
            made[kind].append({"id": "rows", "kind": "table", "columns": TEXTS[:2], "rows": rows})
        elif kind not in made:
            made[kind] = [hostile(value[0], turn, itertools.count()) for turn in range(0, len(TEXTS), step)]
    return made


@pytest.fixture(scope="module", params=templates(templates_folder()))
def design(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(design: str, build_once: Build, tmp_path_factory: pytest.TempPathFactory) -> Built:
    file = tmp_path_factory.mktemp("hostile") / "hostile.json"
    file.write_text(json.dumps(all_fields(STEPS[design]), ensure_ascii=False), encoding="utf-8")
    return build_once(file, "--template", design)


def control_words(source: str) -> set[str]:
    return set(re.findall(r"\\(?:[A-Za-z@]+|[^A-Za-z@])", source))


@pytest.mark.tex
def test_every_string_in_every_field_comes_out_as_it_stands(design: str, built: Built) -> None:
    assert built.run.code == 0, built.run.err[-2000:]
    data = all_fields(STEPS[design])
    for lang in ("zh", "en"):
        found = built.text(lang)
        body = {key: value for key, value in data.items() if key not in {"meta", "layout"}}
        assert pdf.missing(texts(body, lang, NOT_MARKDOWN), found) == ()
        # The header and headings read no Markdown: there every character is itself.
        assert pdf.missing(TEXTS[:: STEPS[design]], found) == ()


@pytest.mark.tex
def test_the_control_words_are_those_of_a_harmless_resume(design: str, built: Built, build_once: Build) -> None:
    harmless = build_once(RESUMES / "kinds.yaml", "--template", design)
    # What plain characters such as \ ^ ~ { [ are written as, where a long word may break, and the tie of a short word.
    fixed = {r"\textbackslash", r"\textasciicircum", r"\textasciitilde", r"\cvbreak", r"\penalty", "\\ "}
    fixed |= {f"\\{character}" for character in "{}$&#%_"}
    for lang in ("zh", "en"):
        known = control_words(harmless.kept(lang, "blocks.tex")) | fixed
        assert control_words(built.kept(lang, "blocks.tex")) <= known
        known = control_words(harmless.kept(lang, "setup.tex")) | fixed
        assert control_words(built.kept(lang, "setup.tex")) <= known


@pytest.mark.tex
def test_nothing_in_the_pdf_can_act(built: Built) -> None:
    for lang in ("zh", "en"):
        found = pdf.inspect(built.pdf(lang).read_bytes())
        assert found.forbidden == ()
        assert all(link.startswith(("http://", "https://", "mailto:", "tel:")) for link in found.links)


@pytest.mark.tex
def test_nothing_was_written_beside_the_pdfs(built: Built) -> None:
    names = {path.name for path in built.folder.iterdir()}
    assert names == {"hostile.zh.pdf", "hostile.en.pdf", "kept"}


@pytest.mark.parametrize(
    "key",
    [
        "layout.paper",
        "layout.pages",
        "layout.accent",
        "layout.fonts.set",
        "layout.fonts.main",
        "layout.fonts.cjk_main",
        "layout.dates.style",
        "layout.fit.font_size",
        "layout.sections[0]",
        "basics.image",
        "basics.url",
        "basics.email",
        "basics.birthDate",
        "meta.languages[0]",
    ],
)
def test_what_is_no_text_is_refused(cvtex: Cvtex, write: Write, key: str) -> None:
    file = write("basics: {name: A}\nlayout: {sections: [work]}\nmeta: {languages: [en]}")
    for text in STRINGS:
        if (key, text) == ("basics.email", "a_b@c.io"):
            continue  # this one is an address
        done = cvtex("check", file, "--set", f"{key}={text}", "--json")
        assert done.code in (1, 2), text
        assert any(found["severity"] == "error" and found["hint"] for found in done.report["diagnostics"])


def test_no_string_names_a_template(tmp_path: Path) -> None:
    for text in STRINGS:
        with pytest.raises(UsageError, match="there is no template"):
            load_template(text, templates_folder(), tmp_path)


def test_no_string_is_a_key(cvtex: Cvtex, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    for text in STRINGS:
        data = {"basics": {"name": "A", text: "x"}, "work": [{"name": "W", text: "x"}], "layout": {text: "x"}}
        data[text] = "x"
        file.write_text(json.dumps(data), encoding="utf-8")
        done = cvtex("check", file, "--json")
        assert done.code == 1
        found = [item for item in done.report["diagnostics"] if item["severity"] == "error"]
        assert [item["code"] for item in found] == ["E201"] * 4, text
