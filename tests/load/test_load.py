from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import DATA

from cvtex.check.codes import CODES
from cvtex.errors import Location, ResumeError, UsageError
from cvtex.load import FileLimits, Mapping, Plain, Scalar, load, locate, path_text, plain

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: list[str] = json.loads((DATA / "hostile-strings.json").read_text("utf-8"))


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    return tmp_path / "resume.yaml"


def read(file: Path, text: str) -> Plain:
    file.write_text(text, encoding="utf-8", newline="")
    return plain(load(file).root)


def refusals(
    file: Path, text: str | bytes, limits: FileLimits | None = None
) -> list[tuple[str, int | None, int | None]]:
    """Load, and give code, line and column of each refusal; each must carry a next step."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ResumeError) as caught:
        load(file, limits=limits or FileLimits())
    found = []
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.code in CODES
        assert diagnostic.hint
        assert diagnostic.location is not None
        assert diagnostic.location.file == str(file)
        found.append((diagnostic.code, diagnostic.location.line, diagnostic.location.column))
    return found


# What is read


@pytest.mark.parametrize(
    "text", ["no", "Yes", "true", "1.10", "+86", "010", "0x1F", "12:30:45", "2024-01-02", "1e3", ".inf", "=", "<<"]
)
def test_every_scalar_stays_as_written(resume: Path, text: str) -> None:
    assert read(resume, f"a: {text}\n{text}: b\n") == {"a": text, text: "b"}


def test_only_yaml_null_is_none(resume: Path) -> None:
    assert read(resume, "a: ~\nb: null\nc:\nd: 'null'\ne: \"\"\nf: none\n") == {
        **dict.fromkeys("abc"),
        "d": "null",
        "e": "",
        "f": "none",
    }


def test_every_node_knows_its_line_and_column_in_characters(resume: Path) -> None:
    resume.write_text("\ufeff基本:\n  名😀字: 张三\nwork:\n  - a: 1\n  - {b: 2, 中: 3}\n", encoding="utf-8")
    root = load(resume).root
    name = str(resume)
    assert locate(root, ("基本", "名😀字")) == Location(name, 2, 8)
    assert root.keys["work"] == Location(name, 3, 1)
    assert locate(root, ("work", 1, "中")) == Location(name, 5, 15)
    assert locate(root, ("work", 1)) == Location(name, 5, 5)
    assert locate(root, ("work", 0, "no", "such")) == locate(root, ("work", 0))
    assert locate(root, ("work", 7)) == locate(root, ("work",)) == Location(name, 4, 3)


def test_paths_are_written_as_in_reports() -> None:
    assert path_text(("work", 0, "highlights", 2, "text", "zh")) == "work[0].highlights[2].text.zh"
    assert path_text(()) == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a: 一段中文，\n   折行了\n", "一段中文，折行了"),
        ("a: >\n  一段中文\n  折行了\n", "一段中文折行了\n"),
        ("a: '一段中文\n  **折行**了 张 三'\n", "一段中文**折行**了 张 三"),
        ('a: "“引文”\n  折行了"\n', "“引文”折行了"),
        ("a: two\n   words\n", "two words"),
        ("a: 中文\n   words\n", "中文 words"),
        ("a: |\n  一行\n  两行\n", "一行\n两行\n"),
    ],
)
def test_a_folded_line_puts_no_space_between_chinese_characters(resume: Path, source: str, text: str) -> None:
    assert read(resume, source) == {"a": text}


def test_json_is_read_with_tabs_and_surrogate_pairs_and_right_columns(tmp_path: Path) -> None:
    file = tmp_path / "cv.json"
    text = '\t{\n\t"a": "\\ud83d\\ude00\\/\\\\ud83d\t",\t"b": [null, -1.50],\n\t"c"\t:true}'
    file.write_text(text, encoding="utf-8")
    root = load(file).root
    assert plain(root) == {"a": "😀/\\ud83d\t", "b": [None, "-1.50"], "c": "true"}
    assert locate(root, ("b", 1)) == Location(str(file), 2, text.splitlines()[1].index("-1.50") + 1)
    assert root.keys["c"].column == 2


@settings(deadline=None)
@given(st.recursive(st.text("ab 中😀\\\"'/{}[]:,#\t\n") | st.none(), lambda inner: st.lists(inner, max_size=3)))
def test_any_json_text_reads_as_json_does(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps({"a": value}, indent="\t"), encoding="utf-8")
    assert plain(load(file).root) == {"a": value}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_quotes_is_text(resume: Path, text: str) -> None:
    assert read(resume, "- x\n".replace("- x", "a: '" + text.replace("'", "''") + "'")) == {"a": text}


def test_sources_hold_the_lines_of_every_file(resume: Path) -> None:
    other = resume.with_name("o.yaml")
    resume.write_bytes(b"a: 1\r\nb: 2\r\n")
    other.write_text("a: 3", encoding="utf-8")
    document = load(resume, overlays=[other])
    assert document.sources == {str(resume): ("a: 1", "b: 2", ""), str(other): ("a: 3",)}
    assert document.files == (resume, other)


# What is refused


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "E106", 3, 1),
        ("a: {b: 1, b: 2}\n", "E106", 1, 11),
        ("a: &x 1\n", "E107", 1, 4),
        ("a: *x\n", "E107", 1, 4),
        ("a: !!python/object/apply:os.system [id]\n", "E108", 1, 4),
        ("a: !important text\n", "E108", 1, 4),
        ("? [a, b]\n: 1\n", "E109", 1, 3),
        ("~: 1\n", "E109", 1, 1),
        ("a: 1\n\u3000b: 2\n", "E109", 2, 1),
        ("a: 1\n---\nb: 2\n", "E110", 2, 1),
        ("- a\n", "E114", 1, 1),
        ("just text\n", "E114", 1, 1),
        ("", "E114", 1, 1),
        ("# nothing\n", "E114", 1, 1),
        ("a: x\ty\u202ez\n", "E103", 1, 7),
        ("a: x\nb: \x07\n", "E103", 2, 4),
        ("a: \u2067x\n", "E103", 1, 4),
        ("a: x\u2028y\n", "E103", 1, 5),
        ('a: "\\u202e"\n', "E103", 1, 4),
        ('a: "\\0"\n', "E103", 1, 4),
    ],
)
def test_refusals_carry_their_place(resume: Path, text: str, code: str, line: int, column: int) -> None:
    assert refusals(resume, text) == [(code, line, column)]


def test_all_refusals_of_all_files_come_at_once(resume: Path) -> None:
    resume.with_name("resume.private.yaml").write_text("a: *x\n", encoding="utf-8")
    resume.write_text('a: &x 1\nb: !t 2\na: "\\0"\nc: \u202e\nd: "open\n', encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume)
    assert [(d.code, d.location and d.location.line) for d in caught.value.diagnostics] == [
        ("E107", 1),
        ("E108", 2),
        ("E106", 3),
        ("E103", 3),
        ("E103", 4),
        ("E105", 5),
        ("E107", 1),
    ]


def test_all_refusals_of_all_assignments_come_at_once(resume: Path) -> None:
    resume.write_text("a: 1", encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume, assignments=["a.b=1", "b=\x00"])
    assert [d.code for d in caught.value.diagnostics] == ["E116", "E103"]


@pytest.mark.parametrize(
    ("data", "place", "guess"),
    [
        ("a: 1\nb: 张三\n".encode("gb18030"), (2, 4), "GBK"),
        ("a: 张三".encode("utf-16"), (1, 1), "UTF-16"),
        ("a: 中\nbc: 中文\xff".encode("latin-1", "ignore") + b"\xff", (2, 5), "UTF-8"),
    ],
)
def test_another_encoding_is_refused_at_its_first_byte(
    resume: Path, data: bytes, place: tuple[int, int], guess: str
) -> None:
    resume.write_bytes(data)
    with pytest.raises(ResumeError) as caught:
        load(resume)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.location) == ("E102", Location(str(resume), *place))
    assert guess in diagnostic.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 9 + "]" * 9, "E111"),
        ("{a: " * 9 + "}" * 9, "E111"),
        ("a: [" + "x, " * 99 + "]", "E112"),
        ("a: " + "x" * 101, "E113"),
        ("a: " + "x" * 1000, "E104"),
    ],
)
def test_limits(resume: Path, text: str, code: str) -> None:
    assert [found[0] for found in refusals(resume, text, FileLimits(500, 8, 99, 100))] == [code]


def test_a_file_that_is_no_text_is_refused_in_a_few_words(resume: Path) -> None:
    assert len(refusals(resume, "\0\x01" * 400_000, FileLimits())) <= 25


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a:\n\tb: 1\n", 2, 1, "a tab as indentation"),
        ("a: b\n  \tc: d\n", 2, 3, "a tab as indentation"),
        ("- **bold** text\n", 1, 3, "put the text in quotes: '**bold** text'"),
        ("- **粗体**：don't\n", 1, 3, "put the text in quotes: '**粗体**：don''t'"),
        ("- *italic* text\n", 1, 3, "cannot start with *"),
        ("- & Co\n", 1, 3, "cannot start with &"),
        ("a: %x\n", 1, 4, "put the text in quotes: '%x'"),
        ("a: @me\n", 1, 4, "cannot start with @"),
        ("a: `x`\n", 1, 4, "cannot start with `"),
        ("- > 90 %\n", 1, 3, "cannot start with >"),
        ("a: ,x\n", 1, 4, "cannot start with ,"),
        ("- [GitHub](https://x.y)\n", 1, 11, "text after a closing ]"),
        ("a: b: c\n", 1, 5, "put the text in quotes: 'b: c'"),
        ("a: one\n  two: three\n", 2, 6, "read on from the text above"),
        ('a: "x\nb: "y"\nc: 1\n', 1, 4, "closed only on a later line"),
        ("a: 'x\nb: 1\n", 1, 4, "add the closing quote"),
        ('a: "A" and B\n', 1, 8, "text after a closing quote"),
        ("a: 'it's'\n", 1, 8, "text after a closing quote"),
        ('a: "C:\\dir"\n', 1, 7, "\\d is none"),
        ("a: - b\n", 1, 4, "a - where no list can start"),
        ("a: 1\n- b\n", 2, 1, "a list item among keys"),
        ("a: 1\nb\nc: 2\n", 2, 1, "neither a key with a colon nor a list item"),
        ("name：张三\nb: 1\n", 1, 1, "full-width colon"),
        ("name:张三\nb: 1\n", 1, 1, "a colon without a space"),
        ("a: 1\n: b\n", 2, 1, "a colon without a key"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "starts in column 2"),
        ("a: {b: c\n", 1, 4, "the { opened here is not closed"),
        ("a: [b\nc: d\n", 1, 4, "the [ opened here is not closed"),
        ("%foo\n", 1, 5, "not YAML"),
        ("{0", 1, 1, "the { opened here is not closed"),
        ("a: {", 1, 5, "the file ends inside brackets"),
    ],
)
def test_broken_yaml_says_what_was_probably_meant(resume: Path, text: str, line: int, column: int, said: str) -> None:
    resume.write_text(text, encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.location) == ("E105", Location(str(resume), line, column))
    assert said in f"{diagnostic.message}; {diagnostic.hint}"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-?#&*!|>'\"%@`{}[], \t\n\\中：\u202e") | st.characters(codec="utf-8"), max_size=40))
def test_any_text_loads_or_is_refused_with_a_place(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode())
    try:
        diagnostics = load(file).warnings
    except ResumeError as error:
        diagnostics = error.diagnostics
        assert diagnostics
    assert all(d.location and d.location.line and d.location.column and d.hint for d in diagnostics)


@pytest.mark.parametrize(
    ("text", "column"), [("a: ranked #1 of 9\n", 11), ("accent: #336699\n", 9), ("- #1 in class\n", 3)]
)
def test_a_text_cut_off_by_a_hash_is_warned_of(resume: Path, text: str, column: int) -> None:
    resume.write_text("x:\n" + textwrap.indent(text, " "), encoding="utf-8")
    [warning] = load(resume).warnings
    assert (warning.severity, warning.code) == ("warning", "W401")
    assert warning.location == Location(str(resume), 2, column + 1)


def test_comments_and_hashes_in_text_are_not_warned_of(resume: Path) -> None:
    resume.write_text("# x\na: 1 # note\nb: C#\nc: 'x #1'\nd: # note\ne: x#y\n#f\n", encoding="utf-8")
    assert load(resume).warnings == ()


# Overlays and assignments


def test_mappings_join_and_everything_else_replaces(resume: Path) -> None:
    resume.write_text("a: {b: 1, c: 2}\nd: [1, 2]\ne: text\nf: {g: 1}\n", encoding="utf-8")
    over = resume.with_name("over.yaml")
    over.write_text("a: {c: 3, x: 4}\nd: [9]\ne: {zh: 文}\nf: ~\n", encoding="utf-8")
    root = load(resume, overlays=[over]).root
    assert plain(root) == {"a": {"b": "1", "c": "3", "x": "4"}, "d": ["9"], "e": {"zh": "文"}, "f": None}
    assert locate(root, ("a", "c")) == Location(str(over), 1, 8)
    assert locate(root, ("a", "b")) == Location(str(resume), 1, 8)


def test_overlays_apply_in_order_private_environ_named_set(resume: Path) -> None:
    resume.write_text("a: 0\nb: 0\nc: 0\nd: 0\n", encoding="utf-8")
    for name, keys in {"resume.private": "abcd", "environ": "bcd", "named": "cd"}.items():
        resume.with_name(f"{name}.yaml").write_text("".join(f"{key}: {name}\n" for key in keys), encoding="utf-8")
    document = load(
        resume,
        overlays=[resume.with_name("named.yaml")],
        environ_overlay=resume.with_name("environ.yaml").read_text(encoding="utf-8"),
        assignments=["d=set"],
    )
    assert plain(document.root) == {"a": "resume.private", "b": "environ", "c": "named", "d": "set"}


@pytest.mark.parametrize(
    ("assignment", "value"),
    [
        ("basics.phone=+86 138: #1 = x", {"basics": {"name": "A", "phone": "+86 138: #1 = x"}, "work": [{"a": ["1"]}]}),
        ("basics.name=", {"basics": {"name": ""}, "work": [{"a": ["1"]}]}),
        ("work[0].a[0]=no", {"basics": {"name": "A"}, "work": [{"a": ["no"]}]}),
        ("layout.fit.cut=any", {"basics": {"name": "A"}, "work": [{"a": ["1"]}], "layout": {"fit": {"cut": "any"}}}),
    ],
)
def test_set_changes_one_text(resume: Path, assignment: str, value: Plain) -> None:
    resume.write_text("basics: {name: A}\nwork:\n  - a: [1]\nlayout:\n", encoding="utf-8")
    root = load(resume, assignments=[assignment]).root
    expected = value if isinstance(value, dict) else {}
    assert plain(root) == {"layout": None} | expected
    assert "--set" in {str(node.location) for node in _scalars(root)}


def _scalars(root: Mapping) -> list[Scalar]:
    found: list[Scalar] = []
    nodes = list(root.entries.values())
    for node in nodes:
        if isinstance(node, Scalar):
            found.append(node)
        else:
            nodes += node.entries.values() if isinstance(node, Mapping) else node.items
    return found


@pytest.mark.parametrize(
    ("assignment", "code"),
    [
        ("work[1].a=x", "E116"),
        ("work.a=x", "E116"),
        ("basics[0]=x", "E116"),
        ("basics.name.zh=x", "E116"),
        ("none[0]=x", "E116"),
        ("basics.name=a\u202eb", "E103"),
        ("basics.name=a\udcffb", "E103"),
    ],
)
def test_set_of_a_place_that_is_not_there_is_refused(resume: Path, assignment: str, code: str) -> None:
    resume.write_text("basics: {name: A}\nwork:\n  - a: [1]\n", encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume, assignments=[assignment])
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, str(diagnostic.location)) == (code, "--set")
    assert diagnostic.hint


@pytest.mark.parametrize("assignment", ["basics.name", "=x", "a..b=x", "a[x]=y", "a.=x", "[=x", ".a.b" * 20 + "=x"])
def test_set_of_another_form_is_wrong_usage(resume: Path, assignment: str) -> None:
    resume.write_text("basics: {name: A}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="KEY=VALUE"):
        load(resume, assignments=[assignment])


def test_a_file_that_is_not_there_is_wrong_usage(resume: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*resume\.yaml"):
        load(resume)
    resume.write_text("a: 1", encoding="utf-8")
    with pytest.raises(UsageError, match=r"cannot read .*none\.yaml"):
        load(resume, overlays=[resume.with_name("none.yaml")])


def test_an_overlay_of_comments_changes_nothing(resume: Path) -> None:
    resume.write_text("a: 1", encoding="utf-8")
    resume.with_name("resume.private.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert plain(load(resume).root) == {"a": "1"}
