"""No slip of the pen loses text in silence: a mangled résumé is refused at a place, or still shows all that it says."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from cvtex.check.codes import CODES
from cvtex.check.validate import validate
from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import Document, Mapping, Node, Scalar, Sequence, load
from cvtex.resume.dates import PRESENT, Date
from cvtex.resume.locale import locale
from cvtex.text.inline import markup_problems
from cvtex.text.lines import join_lines
from cvtex.view import view

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.resume.resume import Resume

FILE = ROOT / "resume.yaml"
LINES = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
LANGUAGES = ("zh", "en")
# Under these stands nothing that a page says by itself.
UNSEEN = {"meta", "layout", "priority", "id", "kind"}
DATES = {"startDate", "endDate", "date"}

Path_ = tuple[str | int, ...]


# -- what a file says, and what a page shows --------------------------------------------------------------------------


def texts(node: Node, lang: str, key: str = "") -> Iterator[str]:
    """Every text of the file in one language, as often as it stands there, as a page would write it."""
    if isinstance(node, Scalar):
        if node.value and key in DATES:
            style = locale(lang)
            yield style.date(PRESENT if node.value == "present" else Date.read(node.value))
        elif node.value and node.value.strip():
            yield join_lines(node.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts(item, lang, key)
    else:
        other = set(LANGUAGES) - {lang}
        for inner, value in node.entries.items():
            if inner not in UNSEEN | other:
                yield from texts(value, lang, key if inner == lang else inner)


def strings(value: object) -> Iterator[str]:
    """Every string in a view."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, AbstractMapping):
        yield from strings(tuple(inner for key, inner in value.items() if key not in {"short", "dates"}))
        yield from strings(value.get("short"))
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def lost(root: Mapping, resume: Resume) -> list[str]:
    """What the file says and the pages do not show."""
    found = []
    for lang in LANGUAGES:
        shown = view(resume, lang)
        head = "\n".join(strings(shown.header))
        body = Counter(map(join_lines, strings(shown.sections)))
        rest = {key: node for key, node in root.entries.items() if key != "basics"}
        said = Counter(texts(Mapping(rest, {}, root.location), lang))
        found += [f"{lang}: {text}" for text in (said - body)]
        if "basics" in root.entries:
            found += [f"{lang}: {text}" for text in texts(root.entries["basics"], lang) if text not in head]
    return found


def refusal(diagnostics: Iterable[Diagnostic]) -> str:
    """What is wrong with how a refusal is told; nothing when each error has a code, a place and a next step."""
    errors = [found for found in diagnostics if found.severity == "error"]
    if not errors:
        return "a refusal without an error"
    for found in errors:
        place = found.location
        if found.code not in CODES or place is None or not place.line or not place.column or not found.hint:
            return f"{found}"
    return ""


def complaint(read: Callable[[], Document]) -> str:
    """What is wrong with how a mangled file is taken: nothing when it is refused well, or nothing is lost."""
    try:
        document = read()
        resume = validate(document, check_text=markup_problems).resume
    except ResumeError as error:
        return refusal(error.diagnostics)
    return "; ".join(lost(document.root, resume))


# -- mangling ---------------------------------------------------------------------------------------------------------


def places(node: Node, path: Path_ = ()) -> Iterator[tuple[Path_, Node]]:
    """Every value in the tree with its path."""
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from places(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, value in enumerate(node.items):
            yield from places(value, (*path, number))


def changed(node: Node, path: Path_, change: Callable[[Node], Node]) -> Node:
    """The tree with one value changed."""
    if not path:
        return change(node)
    head, *rest = path
    if isinstance(node, Mapping):
        entries = {k: changed(v, tuple(rest), change) if k == head else v for k, v in node.entries.items()}
        return Mapping(entries, node.keys, node.location)
    assert isinstance(node, Sequence)
    items = tuple(changed(v, tuple(rest), change) if n == head else v for n, v in enumerate(node.items))
    return Sequence(items, node.location)


def misspelt(key: str) -> str:
    """The key with two letters swapped, or one doubled where a swap would change nothing."""
    if len(key) > 2 and key[1] != key[2]:
        return key[0] + key[2] + key[1] + key[3:]
    return key + key[-1]


def renamed(key: str) -> Callable[[Node], Node]:
    def change(node: Node) -> Node:
        assert isinstance(node, Mapping)
        other = misspelt(key)
        return Mapping(
            {other if k == key else k: v for k, v in node.entries.items()},
            {other if k == key else k: v for k, v in node.keys.items()},
            node.location,
        )

    return change


def other_types(node: Node) -> Iterator[tuple[str, Node]]:
    """The value as the other types that it could be mistaken for."""
    place = node.location
    word = Scalar("另一种 thing", place)
    if not isinstance(node, Scalar):
        yield "text", word
    if not isinstance(node, Sequence):
        yield "list", Sequence((node,), place)
    if not isinstance(node, Mapping):
        yield "mapping", Mapping({"some": node}, {"some": place}, place)
    else:
        yield "list of keys", Sequence(tuple(Scalar(key, place) for key in node.entries), place)


DOCUMENT = load(FILE)
PLACES = list(places(DOCUMENT.root))[1:]
KEYS = [(path, key) for path, node in PLACES if isinstance(node, Mapping) for key in node.entries]


def mangled(path: Path_, change: Callable[[Node], Node]) -> str:
    root = changed(DOCUMENT.root, path, change)
    assert isinstance(root, Mapping)
    return complaint(lambda: dataclasses.replace(DOCUMENT, root=root))


def test_what_is_lost_is_seen() -> None:
    """The tests below would be worth nothing if a page without an award passed."""
    resume = validate(DOCUMENT).resume
    poorer = resume.model_copy(update={"awards": resume.awards[1:]})
    assert any("优秀三好学生" in text for text in lost(DOCUMENT.root, poorer))
    assert refusal([Diagnostic("error", "E201", "found", hint="next")])


def test_as_it_stands_nothing_is_lost() -> None:
    assert complaint(lambda: DOCUMENT) == ""
    assert sum(1 for lang in LANGUAGES for _ in texts(DOCUMENT.root, lang)) >= 290


@pytest.mark.parametrize("number", range(len(LINES)), ids=lambda number: f"line {number + 1}")
def test_a_line_deleted(number: int, tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text("".join(LINES[:number] + LINES[number + 1 :]), encoding="utf-8")
    assert complaint(lambda: load(file)) == ""


@pytest.mark.parametrize(("path", "key"), KEYS, ids=str)
def test_a_key_misspelt(path: Path_, key: str) -> None:
    assert mangled(path, renamed(key)) == ""


@pytest.mark.parametrize(("path", "node"), PLACES, ids=lambda value: str(value) if isinstance(value, tuple) else "")
def test_a_value_of_another_type(path: Path_, node: Node) -> None:
    for kind, other in other_types(node):
        assert mangled(path, partial(replaced, other)) == "", kind


def replaced(other: Node, _node: Node) -> Node:
    return other
