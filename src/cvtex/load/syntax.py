"""Explains a syntax error in YAML by what the author probably wanted to write.

libyaml says where it could go no further and which rule of the grammar it was in; an author wants to know which
character to change. The explanations below are tried in order, the surest first.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from cvtex.errors import Diagnostic, Location, Message
from cvtex.load.characters import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable

_KEY_WITHOUT_SPACE: Final = re.compile(r"[\w$-]+(:\S|：)")
_INDENTATION: Final = re.compile(r"\s*")
_FULL_WIDTH_COMMA: Final = re.compile(r"[，、；]\s*([A-Za-z-]+)$")
_MISSING_COMMA: Final = re.compile(r"\s([a-z]{2})$")  # before a language
_END_IN_BRACES: Final = re.compile(r",\s|,$|[\]}]")
_TAB_PROBLEMS: Final = ("found a tab character", "mapping values are not allowed")
_STARTS: Final = {
    "while scanning an alias": "*",
    "while scanning an anchor": "&",
    "while scanning a tag": "!",
    "while parsing a tag": "!",
    "while scanning a block scalar": "",
}

Place: TypeAlias = tuple[int, int]
"""A line and a column, from 0."""
Explanation: TypeAlias = tuple[str, str, Place | None]
"""What is wrong, what to do, and where if not where libyaml gave up."""


@dataclass(frozen=True, slots=True)
class ParseFailure:
    """What libyaml said and where (lines and columns from 0), and the last text it read before that."""

    file: str
    lines: tuple[str, ...]
    line: int
    column: int
    problem: str
    context: str
    context_at: Place | None
    last: yaml.ScalarToken | None

    @property
    def text(self) -> str:
        """The line at which libyaml gave up."""
        return self.line_from(self.line, 0)

    @property
    def character(self) -> str:
        """The character at which libyaml gave up, empty at the end of a line."""
        return self.text[self.column : self.column + 1]

    def line_from(self, line: int, column: int) -> str:
        """Give the end of a line; libyaml also points past the last one."""
        return self.lines[line][column:] if line < len(self.lines) else ""

    def quotes(self, column: int) -> str:
        """The hint to put the line in quotes from a column on."""
        return f"put the text in quotes: {_quoted(self.text[column:])}"

    def location(self, at: Place | None = None) -> Location:
        """The place of a line and column from 0, or else where libyaml gave up."""
        line, column = at or (self.line, self.column)
        if line >= len(self.lines):  # libyaml's end of the file
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return Location(self.file, line + 1, column + 1)


def explain(text: str, name: str, error: yaml.YAMLError, too_deep: Message) -> Diagnostic:
    """Turn libyaml's error into a diagnostic that says what to change; `too_deep` is what the limit itself says."""
    mark, context_mark = (getattr(error, key, None) for key in ("problem_mark", "context_mark"))
    if mark is None:
        return Diagnostic("error", "E105", str(error), Location(name), hint="save the file as plain UTF-8 text")
    problem, context = (getattr(error, key, None) or "" for key in ("problem", "context"))
    context_at = (context_mark.line, context_mark.column) if context_mark else None
    lines, last = split_lines(text), _last_text(text, mark.index)
    failure = ParseFailure(name, lines, mark.line, mark.column, problem, context, context_at, last)
    if "maximum nesting depth" in failure.problem:  # PyYAML from 6.0.4 on: 1000 levels, before ours are counted
        return too_deep.at(failure.location())
    explanations = (explainer(failure) for explainer in _EXPLAINERS)
    message, hint, at = next(filter(None, explanations), _unknown(failure))
    return Message("E105", message, hint).at(failure.location(at))


def _last_text(text: str, index: int) -> yaml.ScalarToken | None:
    """Find the last text that starts before `index`."""
    last = None
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= index:
                break
            if isinstance(token, yaml.ScalarToken):
                last = token
    return last


def _white_space(failure: ParseFailure) -> Explanation | None:
    indentation = _INDENTATION.match(failure.text)
    for offset, character in enumerate(indentation[0] if indentation else ""):
        at = (failure.line, offset)
        if character == "\t" and (offset == failure.column or failure.problem.startswith(_TAB_PROBLEMS)):
            return "a tab as indentation", "indent with spaces: YAML does not take tabs", at
        if character not in " \t":
            message = f"a space of another kind (U+{ord(character):04X}) as indentation"
            return message, "indent with plain spaces", at
    return None


def _reserved_start(failure: ParseFailure) -> Explanation | None:
    if "cannot start any token" not in failure.problem:
        return None
    if failure.character == "\t":
        return "a tab where only spaces may stand", "replace the tab with spaces", None
    return f"a text cannot start with {failure.character}", failure.quotes(failure.column), None


def _indicator_start(failure: ParseFailure) -> Explanation | None:
    if failure.context not in _STARTS or failure.context_at is None:
        return None
    line, column = failure.context_at
    mark = _STARTS[failure.context] or failure.line_from(line, column)[:1]
    return (
        f"a text cannot start with {mark}, which means something else in YAML",
        failure.quotes(column),
        failure.context_at,
    )


def _open_quote(failure: ParseFailure) -> Explanation | None:
    hint = "add the closing quote; a quote inside a quoted text is written \\\" in \"…\" and '' in '…'"
    if failure.context == "while scanning a quoted scalar":
        return "a quote is opened here and not closed", hint, failure.context_at
    last = failure.last
    if last is None or last.plain or last.style in ("|", ">"):
        return None
    start, end = last.start_mark, last.end_mark
    if start.line < end.line and end.line == failure.line:
        return "the quote opened here is closed only on a later line", hint, (start.line, start.column)
    if end.line == failure.line and end.column <= failure.column:
        return (
            "text after a closing quote",
            "put the whole value in quotes, and write a quote inside it as \\\" in \"…\" or '' in '…'",
            None,
        )
    return None


def _escape(failure: ParseFailure) -> Explanation | None:
    if failure.context != "while parsing a quoted scalar":
        return None
    start = max(failure.text.rfind("\\", 0, failure.column + 1), 0)
    return (
        f'a backslash in "…" starts an escape, and {failure.text[start : start + 2]} is none, or not a whole one',
        "write the backslash twice, or use single quotes '…'",
        (failure.line, start),
    )


def _colon(failure: ParseFailure) -> Explanation | None:
    if failure.character == ":" and failure.problem == "did not find expected key":
        return "a colon without a key before it", "write a key before the colon, or put the text in quotes", None
    missing = "could not find expected ':'" in failure.problem
    if not missing and "mapping values are not allowed" not in failure.problem:
        return None
    start = failure.context_at
    if start is None and failure.last:
        start = (failure.last.start_mark.line, failure.last.start_mark.column)
    if start and (key := _KEY_WITHOUT_SPACE.match(failure.line_from(*start))):
        colon = "a full-width colon ：" if key[1] == "：" else "a colon without a space after it"
        return f"{colon} does not make a key", "write the key, a colon and a space: name: …", start
    if missing:
        return "this line is neither a key with a colon nor a list item", "write key: value, or - text", start
    if start and start[0] < failure.line:
        return (
            "this line is read on from the text above, and holds a colon",
            "indent it as the keys it belongs to, or put the whole text in quotes",
            None,
        )
    begin = start[1] if start else failure.column
    return '": " inside a text without quotes', failure.quotes(begin), None


def _dash(failure: ParseFailure) -> Explanation | None:
    if "block sequence entries are not allowed" in failure.problem:
        return "a - where no list can start", "put the - on a line of its own, or the text in quotes", None
    if failure.text.lstrip().startswith("- ") and failure.problem == "did not find expected key":
        return "a list item among keys", "remove the -, or indent it under the key whose list it belongs to", None
    return None


def _bracket(failure: ParseFailure) -> Explanation | None:
    if failure.context in ("while parsing a flow mapping", "while parsing a flow sequence") and failure.context_at:
        opened = failure.line_from(*failure.context_at)[:1]
        last_line = failure.last.end_mark.line if failure.last else None
        if failure.character in ('"', "'") or (failure.character.isalnum() and last_line == failure.line):
            return "a comma is missing before this", "write a comma behind the value that stands before it", None
        return (
            f"the {opened} opened here is not closed, or a comma is missing inside it",
            "close it, or put the text in quotes if the bracket is part of it",
            failure.context_at,
        )
    before = failure.text[: failure.column].rstrip()
    if failure.problem.startswith("did not find expected") and before.endswith(("]", "}")):
        return f"text after a closing {before[-1]}", "put the whole text in quotes if the brackets are part of it", None
    if failure.problem.startswith(("did not find expected node", "mapping keys are not")):
        if not failure.character:
            return "the file ends inside brackets", "close the { or [, or put the text in quotes", None
        return f"a text cannot start with {failure.character}", failure.quotes(failure.column), None
    return None


def _in_braces(failure: ParseFailure) -> Explanation | None:
    """A text inside ``{}`` or ``[]`` that wants quotes, because of its colon, or a comma in full width before a key."""
    last = failure.last
    if failure.context not in ("while parsing a flow mapping", "while parsing a flow sequence"):
        return None
    if failure.character != ":" or last is None or not last.plain or last.start_mark.line != failure.line:
        return None
    if missing := _MISSING_COMMA.search(last.value):
        at = failure.text.rfind(missing[1], 0, failure.column)
        return "a comma is missing before this", f"write a comma: , {missing[1]}: …", (failure.line, at)
    if comma := _FULL_WIDTH_COMMA.search(last.value):
        at = failure.text.rfind(comma[0], 0, failure.column)
        return (
            f"a full-width {comma[0][0]} does not separate keys",
            f"write a comma and a space: , {comma[1]}: …",
            (failure.line, at),
        )
    start = last.start_mark.column
    end = _END_IN_BRACES.search(failure.text, failure.column)
    quoted = _quoted(failure.text[start : end.start() if end else None])
    return '": " inside a text without quotes', f"put the text in quotes: {quoted}", (last.start_mark.line, start)


def _indentation(failure: ParseFailure) -> Explanation | None:
    if failure.problem not in ("did not find expected key", "did not find expected '-' indicator"):
        return None
    return (
        f"this line starts in column {failure.column + 1}, where none of the keys or lists it could belong to starts",
        "indent it exactly as the keys or the list items it belongs to",
        None,
    )


def _unknown(failure: ParseFailure) -> Explanation:
    problem = " ".join(filter(None, (failure.context, failure.problem)))
    return f"this is not YAML: {problem}", "put texts with special characters in quotes", None


def _quoted(text: str) -> str:
    return "'" + text.rstrip().replace("'", "''") + "'"


_EXPLAINERS: Final[tuple[Callable[[ParseFailure], Explanation | None], ...]] = (
    _white_space, _reserved_start, _indicator_start, _open_quote, _escape,
    _colon, _dash, _in_braces, _bracket, _indentation,
)  # fmt: skip
