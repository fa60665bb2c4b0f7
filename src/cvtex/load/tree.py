"""Builds the positioned tree from YAML's events; every scalar stays the text as written.

Refused, each at its line and column, and all of them in one go: duplicate keys, anchors, aliases, tags, keys that are
not text, several documents, invisible characters in escapes, and anything past the limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final, Self

import yaml

from cvtex.errors import Diagnostic, Location, Message, ResumeError
from cvtex.load.characters import refused
from cvtex.load.nodes import Mapping, Node, Scalar, Sequence
from cvtex.system.limits import limit
from cvtex.text.lines import join_lines

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_CUT_OFF: Final = re.compile(r"\s*\s(#[^\s#!].*)")
_QUOTE: Final = "put the text in quotes"


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How much a file may hold. The defaults are some fifty times a long résumé."""

    size: int = 1_000_000  # bytes
    depth: int = 32  # mappings and lists inside each other
    items: int = 20_000  # values in one file
    scalar: int = 20_000  # characters in one text

    @property
    def too_deep(self) -> Message:
        """What is said of mappings and lists inside each other beyond `depth`."""
        return Message("E111", f"nested more than {self.depth} deep", _limit_hint("CVTEX_MAX_DEPTH"))

    @property
    def too_many(self) -> Message:
        """What is said of more values than `items`."""
        return Message("E112", f"more than {self.items} values in one file", _limit_hint("CVTEX_MAX_VALUES"))

    @classmethod
    def of(cls, environment: abc.Mapping[str, str]) -> Self:
        """The limits that CVTEX_MAX_FILE_KB, _DEPTH, _VALUES and _TEXT set, or their defaults.

        Raises:
            UsageError: One of them is no whole number, or too small or too large.
        """
        return cls(
            size=1000 * limit(environment, "CVTEX_MAX_FILE_KB", 1000),
            depth=limit(environment, "CVTEX_MAX_DEPTH", 32, most=100),
            items=limit(environment, "CVTEX_MAX_VALUES", 20_000),
            scalar=limit(environment, "CVTEX_MAX_TEXT", 20_000),
        )


def _limit_hint(variable: str) -> str:
    return f"is this the right file? {variable} sets the limit"


class TreeBuilder:
    """Builds one file's tree and collects what is wrong with it in `diagnostics`."""

    def __init__(self, events: Iterator[yaml.Event], name: str, lines: tuple[str, ...], limits: FileLimits) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._events = events
        self._name = name
        self._lines = lines
        self._limits = limits
        self._items = 0

    def document(self) -> Node | None:
        """Build the only document, or `None` for a file without one.

        Raises:
            ResumeError: At a limit, where reading on is of no use; `diagnostics` are not in it.
            yaml.YAMLError: where the YAML itself is broken.
        """
        root = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse("E110", "a second document starts here", event, "delete the line ---")
                    return root
                root = self._node(next(self._events), 0)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._count(event, depth)
        self._refuse_anchor_and_tag(event)
        location = self._location(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), location)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(location, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        return Scalar(None, location)  # an alias, refused above

    def _mapping(self, location: Location, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in entries:
                hint = f"the first is on line {keys[key].line}: rename one, or join the two"
                self._refuse("E106", f"the key {key} stands twice in this mapping", event, hint)
                continue
            entries[key], keys[key] = value, self._location(event)
        return Mapping(entries, keys, location)

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        node = self._node(event, depth)
        if isinstance(node, Scalar) and node.value:
            if unusual := node.value.replace(node.value.strip(), ""):
                message = f"a space of another kind (U+{ord(unusual[0]):04X}) beside the key {node.value.strip()}"
                self._refuse("E109", message, event, "indent with plain spaces")
            return node.value
        if not isinstance(event, yaml.AliasEvent):
            kind = {Sequence: "a list", Mapping: "a mapping"}.get(type(node), "empty")
            hint = "write a key before the colon" if kind == "empty" else _QUOTE + ", or write a plain word as the key"
            self._refuse("E109", f"this key is {kind}, not text", event, hint)
        return None

    def _scalar(self, event: yaml.ScalarEvent, location: Location) -> Scalar:
        value = event.value
        if len(value) > self._limits.scalar:
            hint = f"at most {self._limits.scalar} are read (CVTEX_MAX_TEXT); perhaps a closing quote is missing"
            self._refuse("E113", f"a text of {len(value)} characters", event, hint)
        for _, message, hint in islice(refused(value), 1):
            self._refuse("E103", message + " written as an escape", event, hint)
        if not event.style:
            self._warn_of_comment(event)
            if value in _NULLS:
                return Scalar(None, location)
        return Scalar(self._unfold(event), location)

    def _unfold(self, event: yaml.ScalarEvent) -> str:
        """Undo libyaml's folding where it put a space between two Chinese characters."""
        value: str = event.value
        (start_line, start_column), (end_line, end_column) = _place(event.start_mark), _place(event.end_mark)
        if start_line == end_line or event.style == "|":
            return value
        quote = len(event.style) if event.style in ("'", '"') else 0
        raw = list(self._lines[start_line : end_line + 1])
        raw[-1] = raw[-1][: end_column - quote]
        raw[0] = raw[0][start_column + quote :]
        for above, below in pairwise(line.strip() for line in raw):
            folded = f"{above[-4:]} {below[:4]}"
            value = value.replace(folded, join_lines(f"{above[-4:]}\n{below[:4]}")) if above and below else value
        return value

    def _warn_of_comment(self, event: yaml.ScalarEvent) -> None:
        """Warn where YAML took a ``#`` of the text for a comment: ``ranked #1`` or ``accent: #336699``."""
        line, column = _place(event.end_mark)
        if line < len(self._lines) and (cut := _CUT_OFF.match(self._lines[line], column)):
            message = f"{cut[1].strip()} is read as a comment, so the text ends before it"
            hint = f"{_QUOTE} if it belongs to it, or write '# ' with a space if it is a comment"
            location = Location(self._name, line + 1, cut.start(1) + 1)
            self.diagnostics.append(Message("W401", message, hint).at(location))

    def _refuse_anchor_and_tag(self, event: yaml.Event) -> None:
        anchor: str | None = getattr(event, "anchor", None)
        tag: str | None = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._refuse("E107", f"*{anchor} is an alias in YAML", event, f"{_QUOTE} if * is part of it")
        elif anchor is not None:
            self._refuse("E107", f"&{anchor} is an anchor in YAML", event, f"{_QUOTE} if & is part of it")
        if tag is not None:
            self._refuse("E108", f"{tag} is a tag in YAML", event, f"{_QUOTE} if ! is part of it")

    def _count(self, event: yaml.Event, depth: int) -> None:
        self._items += 1
        if depth > self._limits.depth:
            raise ResumeError(self._limits.too_deep.at(self._location(event)))
        if self._items > self._limits.items:
            raise ResumeError(self._limits.too_many.at(self._location(event)))

    def _refuse(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        self.diagnostics.append(Message(code, message, hint).at(self._location(event)))

    def _location(self, event: yaml.Event) -> Location:
        line, column = _place(event.start_mark)
        return Location(self._name, line + 1, column + 1)


def _place(mark: Any) -> tuple[int, int]:  # noqa: ANN401  (libyaml's mark, or PyYAML's own)
    """Line and column from 0; events that were parsed, not made, always have marks."""
    return (mark.line, mark.column) if mark else (0, 0)
