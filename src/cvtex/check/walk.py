"""Walks a tree along the models: every value with its path and its intended kind, and the rules the file is under.

Unlike a finished ``Resume``, the tree can be walked when parts of it are wrong, so that all mistakes are found at once.
What does not have the shape that the models want is passed over: pydantic reports it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, Location, Message
from cvtex.load import Document, Mapping, Node, NodePath, Scalar, Sequence, path_text
from cvtex.load.nodes import locate
from cvtex.resume import ENTRY_CLASSES, Course, Entries, ImagePaths, Item, Passage, Resume, Row, Text
from cvtex.resume.items import Model
from cvtex.resume.shape import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of the file."""

    path: NodePath
    node: Node
    kind: type  # that is intended: a model, `Text`, `Date` …; `dict` for a mapping with free keys
    owner: type[Model]  # that it is a field of
    key: str  # of the field in the file; of a list's values, the list's
    only: frozenset[str] | None = None  # the languages it is for, by its own `only` or from above; all when None

    @property
    def model(self) -> type[Model]:
        """The innermost model on the way to the value, itself included."""
        return self.kind if issubclass(self.kind, Model) else self.owner

    @property
    def shape(self) -> Shape | None:
        """The innermost field on the way to the value; None for the résumé itself."""
        return fields_of(self.owner).get(self.key)

    @property
    def entries(self) -> dict[str, Node]:
        """What a mapping holds; nothing where it is none."""
        return self.node.entries if isinstance(self.node, Mapping) else {}

    @property
    def text(self) -> str:
        """What a plain text says; empty where it is none."""
        return (self.node.value or "").strip() if isinstance(self.node, Scalar) else ""

    @property
    def is_empty_item(self) -> bool:
        """Whether it is an item of a list and says nothing; a cell of a table may be empty."""
        is_item = bool(self.path) and isinstance(self.path[-1], int) and self.owner is not Row
        return is_item and isinstance(self.node, Scalar) and not self.text

    def key_location(self, key: str) -> Location:
        """The location of a key of this mapping, or of the mapping if it has no such key."""
        return self.node.keys.get(key, self.node.location) if isinstance(self.node, Mapping) else self.node.location

    def report(
        self, code: str, text: str, hint: str, *below: str | int, location: Location | None = None
    ) -> Diagnostic:
        """A diagnostic about this value, or about one below it."""
        return Message(code, text, hint).at(location or locate(self.node, below), path_text((*self.path, *below)))


def walk(root: Node) -> Iterator[Spot]:
    """Every value in the file that has a meaning, each before what is inside it."""
    return _visit(Spot((), root, Resume, Resume, ""))


def follow(root: Node, path: NodePath) -> Spot:
    """The value at a path of pydantic's, which differs from that in the file by the steps that a shorthand implies."""
    spot = Spot((), root, Resume, Resume, "")
    for part in path:
        node = spot.node
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            spot = replace(spot, path=(*spot.path, part), node=node.entries[part])
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            spot = replace(spot, path=(*spot.path, part), node=node.items[part])
        if isinstance(part, str) and part in (known := fields_of(spot.model)):
            spot = replace(spot, kind=known[part].kind, owner=spot.model, key=part)
    return spot


def as_shorthand(model: type[Model], node: Node) -> bool:
    """Whether the node stands for the one field that the model's shorthand fills."""
    if not model.shorthand:
        return False
    value = node.entries if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else node.value
    return model.is_shorthand(value)


def _visit(spot: Spot) -> Iterator[Spot]:
    kind = spot.kind
    if not issubclass(kind, Model):
        yield spot
        return
    if issubclass(kind, Item) and (own := frozenset(texts_in(spot.entries.get("only")))):
        spot = replace(spot, only=own if spot.only is None else own & spot.only)
    yield spot
    known = fields_of(kind)
    if as_shorthand(kind, spot.node):
        yield from _values(replace(spot, owner=kind, key=kind.shorthand), known[kind.shorthand])
        return
    for key, node in spot.entries.items():
        if key in known:
            child = replace(spot, path=(*spot.path, key), node=node, owner=kind, key=key)
            if known[key].kind is not Entries:
                yield from _values(child, known[key])
            # An own section's entries are of the section's kind.
            elif entry_class := ENTRY_CLASSES.get(text_of(spot.node, "kind")):
                yield from _items(child, entry_class)


def _values(spot: Spot, shape: Shape) -> Iterator[Spot]:
    """The values of a field, one by one."""
    if shape.many:
        yield from _items(spot, shape.kind)
    elif shape.keyed:
        yield replace(spot, kind=dict)
        for key, node in spot.entries.items():
            yield from _visit(replace(spot, path=(*spot.path, key), node=node, kind=shape.kind))
    else:
        yield from _visit(replace(spot, kind=shape.kind))


def _items(spot: Spot, kind: type) -> Iterator[Spot]:
    for index, node in enumerate(spot.node.items if isinstance(spot.node, Sequence) else ()):
        yield from _visit(replace(spot, path=(*spot.path, index), node=node, kind=kind))


def text_of(node: Node, key: str) -> str:
    """The text under a key of a mapping; empty where there is none."""
    value = node.entries.get(key) if isinstance(node, Mapping) else None
    return (value.value or "").strip() if isinstance(value, Scalar) else ""


def texts_in(node: Node | None) -> list[str]:
    """The texts of a list, or the one that stands for it."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return [item.value for item in nodes if isinstance(item, Scalar) and item.value]


def wordings(spot: Spot) -> Iterator[tuple[NodePath, Scalar]]:
    """What a text says in each language, or in all."""
    nodes: dict[str, Node] = spot.node.entries if isinstance(spot.node, Mapping) else {"": spot.node}
    for lang, node in nodes.items():
        if isinstance(node, Scalar) and node.value:
            yield ((*spot.path, lang) if lang else spot.path), node


# -- the rules a file is under ----------------------------------------------------------------------------------------

_JOB: Final = "position url startDate endDate summary highlights"
# The keys of each model in https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json
_STANDARD_KEYS: Final = {
    "Resume": "$schema basics work volunteer education awards certificates publications skills languages interests "
    "references projects meta",
    "Basics": "name label image email phone url summary location profiles",
    "Address": "address postalCode city countryCode region",
    "Profile": "network username url",
    "Work": f"name location description {_JOB}",
    "Volunteer": f"organization {_JOB}",
    "Education": "institution url area studyType startDate endDate score courses",
    "Award": "title date awarder summary",
    "Certificate": "name date url issuer",
    "Publication": "name publisher releaseDate url summary",
    "Skill": "name level keywords",
    "LanguageSkill": "language fluency",
    "Interest": "name keywords",
    "Reference": "name reference",
    "Project": "name description highlights keywords startDate endDate url roles entity type",
    "Meta": "canonical version lastModified theme",
}


class Dialect(Enum):
    """The rules a file is under: ours, or JSON Resume's, which allow any further key.

    JSON Resume v1.0.0 sets ``additionalProperties: true`` nearly everywhere and requires nothing. A file that says it
    is JSON Resume (by its suffix, ``.json``, or its ``$schema``) is held to that standard alone; what the page cannot
    show of it is a warning. A YAML file that happens to use none of our own keys may have keys of other programs too,
    but a key that is nearly one we know is a misspelling, and would lose what it holds.
    """

    OWN = "own"
    """Every key must be known."""
    NEUTRAL = "neutral"
    """None of our own keys: keys of other programs may stand there."""
    STANDARD = "standard"
    """JSON Resume: whatever its schema allows is no error."""


def dialect_of(document: Document, spots: Iterable[Spot]) -> Dialect:
    """Tell the rules from the file's name, its ``$schema`` and its keys."""
    # Without the scheme: the file may name the schema's page, its raw file or a mirror of it.
    is_json = bool(document.files) and document.files[0].suffix.lower() == ".json"
    if is_json or "jsonresume" in text_of(document.root, "$schema").lower():
        return Dialect.STANDARD
    return Dialect.OWN if any(map(_has_own_keys, spots)) else Dialect.NEUTRAL


def _has_own_keys(spot: Spot) -> bool:
    if not isinstance(spot.node, Mapping):
        return False
    if spot.kind in {Text, ImagePaths, Passage, Course}:
        return True
    standard = _STANDARD_KEYS.get(spot.kind.__name__, "").split()
    return issubclass(spot.kind, Model) and bool(spot.entries.keys() & fields_of(spot.kind).keys() - {*standard})
