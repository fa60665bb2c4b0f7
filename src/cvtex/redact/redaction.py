"""Makes the public tree of a résumé: private values are masked or omitted, and noted as secrets.

Private is what ``meta.private`` lists, or else what nobody puts on the web. What only the private overlay or
CVTEX_OVERLAY say is private as well: there the wording of the public files comes back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, Message
from cvtex.load import ENVIRON, Document, Mapping, Scalar, Sequence, parse_path, path_text, private_overlays
from cvtex.load.nodes import descend, find
from cvtex.redact.secrets import Secret, contacts_in, masked_email, masked_phone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cvtex.load import Node, NodePath

DEFAULT_PATHS: Final = (
    "basics.phone",
    "basics.email",
    "basics.birthDate",
    "basics.location.address",
    "basics.location.postalCode",
)
"""How to reach a person at home, and when they were born. Who wants the e-mail address public, lists the others."""

_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-\w+)*")
_QUOTES_NOTHING: Final = frozenset({"E230", "E231", "W425"})
_UNQUOTED: Final = "the message is about a private value, and is not shown in public"
_UNQUOTED_HINT: Final = "run `cvtex check` on your own machine to see it"


@dataclass(frozen=True, slots=True)
class Redaction:
    """A résumé without what is private."""

    document: Document  # its lines are not quoted
    secrets: tuple[Secret, ...]
    tainted: tuple[str, ...] = ()
    """The paths that are private, and those of all texts that hold a secret, in whatever language."""
    warnings: tuple[Diagnostic, ...] = ()
    """Secrets that are too short to be searched for."""

    def links(self, path: str) -> bool:
        """Whether the value at a path may be a link: a masked address is none."""
        return path not in {secret.path for secret in self.secrets}


def stated(root: Mapping) -> tuple[str, ...] | None:
    """The paths that ``meta.private`` lists, as written; None where the file says nothing."""
    listed = find(root, ("meta", "private"))
    if isinstance(listed, Sequence):
        return tuple(item.value for item in listed.items if isinstance(item, Scalar) and item.value)
    return (listed.value,) if isinstance(listed, Scalar) and listed.value else None


def covered(path: NodePath, private: tuple[NodePath, ...]) -> bool:
    """Whether a value is private: it stands at one of the paths, or below one."""
    return any(path[: len(known)] == known for known in private if known)


def scalars(root: Node) -> list[tuple[NodePath, Scalar]]:
    """Every text of a tree, with its path."""
    return [(path, node) for path, node in descend(root) if isinstance(node, Scalar)]


def redact(whole: Document, public: Document, file: Path) -> Redaction:
    """Take what is private out of a résumé: ``whole`` has the private overlays of its file, ``public`` has not."""
    paths = stated(whole.root)
    private = tuple(map(parse_path, DEFAULT_PATHS if paths is None else paths))
    hidden = {ENVIRON, *map(str, private_overlays(file))}
    known = {node.value for _, node in scalars(public.root)}
    texts = [(path, node.value, node.location) for path, node in scalars(whole.root) if node.value]
    secrets: dict[Secret, None] = {}
    for path, value, location in texts:
        listed = covered(path, private)
        if listed or (location.file in hidden and value not in known):
            secret, *parts = (Secret(path_text(path), text) for text in (value, *contacts_in(value)))
            if listed or secret.is_searchable:
                secrets |= dict.fromkeys((secret, *parts))
    # Of a list that the private overlay replaces, the public entries come back; a mask is put where there is a value.
    root = _masked(public.root, whole.root, (), private)
    document = Document(root if isinstance(root, Mapping) else public.root, {}, whole.files)
    searchable = tuple(secret for secret in secrets if secret.is_searchable)
    secret_paths = {secret.path for secret in secrets}
    # What YAML misreads at a private path is a key there, and no text.
    tainted = dict.fromkeys(map(path_text, filter(None, private))) | dict.fromkeys(
        path_text(_of_all_languages(path))
        for path, value, _ in texts
        if path_text(path) in secret_paths or any(secret.stands_in(value) for secret in searchable)
    )
    locations = {path_text(path): location for path, _, location in texts}
    warnings = []
    for short in [secret.path for secret in secrets if not secret.is_searchable]:
        text = f"{short} is private, and too short to be searched for in the PDF"
        message = Message("W425", text, "see for yourself that nothing else on the page gives it away")
        warnings.append(message.at(locations[short], short))
    return Redaction(document, searchable, tuple(tainted), tuple(warnings))


def redact_diagnostics(
    diagnostics: Iterable[Diagnostic], file: Path, redaction: Redaction | None = None
) -> tuple[Diagnostic, ...]:
    """The diagnostics with nothing private quoted, not even in pieces: of a text that holds it, only the position."""
    hidden = {ENVIRON, "--set", *map(str, private_overlays(file))}
    secrets, tainted = (redaction.secrets, redaction.tainted) if redaction else ((), ())
    public = []
    for diagnostic in diagnostics:
        message, hint = diagnostic.message, diagnostic.hint
        # At a tainted path itself, or below it.
        is_tainted = any(f"{diagnostic.path}.".startswith((f"{path}.", f"{path}[")) for path in tainted)
        is_hidden = diagnostic.location is not None and diagnostic.location.file in hidden
        if is_hidden or (is_tainted and diagnostic.code not in _QUOTES_NOTHING):
            message, hint = _UNQUOTED, _UNQUOTED_HINT
        for secret in secrets:
            message, hint = secret.removed_from(message), secret.removed_from(hint)
        public.append(replace(diagnostic, message=message, hint=hint, quotable=False))
    return tuple(public)


def _of_all_languages(path: NodePath) -> NodePath:
    """The path of a text, for that of one of its wordings."""
    last = path[-1]
    return path[:-1] if isinstance(last, str) and _LANGUAGE.fullmatch(last) else path


def _masked(public: Node | None, whole: Node | None, path: NodePath, private: tuple[NodePath, ...]) -> Node | None:
    """The public node with masks where the whole one has something private; None where nothing is left."""
    if covered(path, private):
        return _mask(whole or public, path)
    match public, whole:
        case (Mapping(), Mapping()):
            merged = {
                key: _masked(public.entries.get(key), whole.entries.get(key), (*path, key), private)
                for key in {**public.entries, **whole.entries}
            }
            entries = {key: node for key, node in merged.items() if node is not None}
            return Mapping(entries, {**whole.keys, **public.keys}, public.location)
        case (None, Mapping()) if any(known[: len(path)] == path for known in private):
            below = _masked(Mapping({}, {}, whole.location), whole, path, private)
            return below if isinstance(below, Mapping) and below.entries else None
        case (Sequence(), _):
            # Private entries of a list are omitted; the others keep their positions in the file.
            others = whole.items if isinstance(whole, Sequence) else ()
            others = others if len(others) == len(public.items) else public.items
            pairs = enumerate(zip(public.items, others, strict=True))
            items = [_masked(item, other, (*path, index), private) for index, (item, other) in pairs]
            return Sequence(tuple(item for item in items if item is not None), public.location)
        case (Mapping(), _):
            return _masked(public, public, path, private)
    return public


def _mask(node: Node | None, path: NodePath) -> Node | None:
    match node:
        case Scalar(value, location) if value:
            mask = masked_phone(value) if "phone" in path else masked_email(value) if "email" in path else None
            return Scalar(mask, location) if mask else None
        case Mapping():
            masks = {key: _mask(child, (*path, key)) for key, child in node.entries.items()}
            if not any(masks.values()):
                return None
            # What is omitted says null: a language left out would be a translation forgotten.
            nulls = {key: Scalar(None, child.location) for key, child in node.entries.items()}
            return Mapping({key: mask or nulls[key] for key, mask in masks.items()}, node.keys, node.location)
        case Sequence():
            items = tuple(item for index, child in enumerate(node.items) if (item := _mask(child, (*path, index))))
            return Sequence(items, node.location) if items else None
    return None
