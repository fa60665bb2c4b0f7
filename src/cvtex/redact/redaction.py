"""The tree of a résumé for everyone: private values masked or gone, and the secrets that it held.

Private is what ``meta.private`` lists. What only the private overlay or CVTEX_OVERLAY say is private as well: there
the wording of the public files comes back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic
from cvtex.load import ENVIRON, Document, Mapping, Scalar, Sequence, path_text, private_overlays
from cvtex.redact.masks import masked
from cvtex.redact.paths import covered, private_paths, scalars
from cvtex.redact.secrets import Secret, telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cvtex.load import Node, NodePath

_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-\w+)*")
_OURS: Final = frozenset({"E230", "E231", "W425"})
_UNSAID: Final = "it is not quoted where everyone might read it: run `cvtex check` by yourself to see"


@dataclass(frozen=True, slots=True)
class Redaction:
    """A résumé for everyone.

    Attributes:
        document: the tree without what is private; its lines are not quoted.
        secrets: what must not get out.
        tainted: the paths of all texts that hold one, in whatever language.
        warnings: secrets that nobody can look for.
    """

    document: Document
    secrets: tuple[Secret, ...]
    tainted: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    def links(self, path: str) -> bool:
        """Whether what stands at a path may lead anywhere: a masked address does not."""
        return path not in {secret.path for secret in self.secrets}


def redact(whole: Document, public: Document, file: Path) -> Redaction:
    """Take out of a résumé what is private.

    Args:
        whole: the résumé with its private overlays.
        public: the same without them.
        file: the résumé's file.
    """
    private = private_paths(whole.root)
    hidden = {ENVIRON, *map(str, private_overlays(file))}
    known = {node.value for _, node in scalars(public.root)}
    secrets: dict[Secret, None] = {}
    for path, node in scalars(whole.root):
        listed = covered(path, private)
        if node.value and (listed or (node.location.file in hidden and node.value not in known)):
            whole_value, *inside = (Secret(path_text(path), value) for value in (node.value, *telling(node.value)))
            if listed or whole_value.is_searchable:
                secrets |= dict.fromkeys((whole_value, *inside))
    # Of a list that the private overlay replaces, the public entries come back; a mask is put where there is a value.
    root = _masked(public.root, whole.root, (), private)
    document = Document(root if isinstance(root, Mapping) else public.root, {}, whole.files)
    found = tuple(secret for secret in secrets if secret.is_searchable)
    named = {secret.path for secret in secrets}
    tainted = dict.fromkeys(
        path_text(_of_all_languages(path))
        for path, node in scalars(whole.root)
        if node.value and (path_text(path) in named or any(secret.stands_in(node.value) for secret in found))
    )
    return Redaction(document, found, tuple(tainted), tuple(_too_short(secrets, whole)))


def hushed(found: Iterable[Diagnostic], file: Path, redaction: Redaction | None = None) -> tuple[Diagnostic, ...]:
    """Diagnostics that quote nothing private, not even in pieces: of a text that holds it, only the place is told."""
    hidden = {ENVIRON, "--set", *map(str, private_overlays(file))}
    secrets, tainted = (redaction.secrets, redaction.tainted) if redaction else ((), ())
    said = []
    for diagnostic in found:
        message, hint = diagnostic.message, diagnostic.hint
        is_there = any(_is_at(diagnostic.path, path) for path in tainted) and diagnostic.code not in _OURS
        if is_there or (diagnostic.location and diagnostic.location.file in hidden):
            message, hint = "something is to be said of what is private", _UNSAID
        for secret in secrets:
            message, hint = secret.struck_from(message), secret.struck_from(hint)
        said.append(replace(diagnostic, message=message, hint=hint, quotable=False))
    return tuple(said)


def _of_all_languages(path: NodePath) -> NodePath:
    """The path of a text, for that of one of its wordings."""
    last = path[-1]
    return path[:-1] if isinstance(last, str) and _LANGUAGE.fullmatch(last) else path


def _is_at(path: str, text: str) -> bool:
    """Whether a path is that of a text, or below it."""
    return path == text or path.startswith((f"{text}.", f"{text}["))


def _too_short(secrets: Iterable[Secret], whole: Document) -> Iterable[Diagnostic]:
    places = {path_text(path): node.location for path, node in scalars(whole.root)}
    for secret in secrets:
        if not secret.is_searchable:
            yield Diagnostic(
                "warning",
                "W425",
                f"{secret.path} is private, and too short to be looked for in the PDF",
                places.get(secret.path),
                secret.path,
                "see for yourself that nothing else on the page gives it away",
            )


def _masked(public: Node | None, whole: Node | None, path: NodePath, private: tuple[NodePath, ...]) -> Node | None:
    """The public node with masks where the whole one has something private; None where nothing is left."""
    if covered(path, private):
        return _mask(whole if whole is not None else public, path)
    match public, whole:
        case (Mapping(), Mapping()):
            keys = list(public.entries) + [key for key in whole.entries if key not in public.entries]
            entries: dict[str, Node] = {}
            for key in keys:
                child = _masked(public.entries.get(key), whole.entries.get(key), (*path, key), private)
                if child is not None:
                    entries[key] = child
            return Mapping(entries, {**whole.keys, **public.keys}, public.location)
        case (None, Mapping()) if any(known[: len(path)] == path for known in private):
            made = _masked(Mapping({}, {}, whole.location), whole, path, private)
            return made if isinstance(made, Mapping) and made.entries else None
        case (Sequence(), _):
            # Private entries of a list go; the others keep their places in the file.
            other = whole.items if isinstance(whole, Sequence) else ()
            other = other if len(other) == len(public.items) else public.items
            pairs = enumerate(zip(public.items, other, strict=True))
            items = [_masked(item, full, (*path, index), private) for index, (item, full) in pairs]
            return Sequence(tuple(item for item in items if item is not None), public.location)
        case (Mapping(), _):
            return _masked(public, public, path, private)
    return public


def _mask(node: Node | None, path: NodePath) -> Node | None:
    match node:
        case Scalar() if node.value:
            shown = masked(path, node.value)
            return Scalar(shown, node.location) if shown else None
        case Mapping():
            kept = {key: _mask(child, (*path, key)) for key, child in node.entries.items()}
            if not any(kept.values()):
                return None
            # What is gone is said to be nothing: a language left out would be a translation forgotten.
            gone = {key: Scalar(None, child.location) for key, child in node.entries.items()}
            return Mapping({key: kept[key] or gone[key] for key in kept}, node.keys, node.location)
        case Sequence():
            items = tuple(item for index, child in enumerate(node.items) if (item := _mask(child, (*path, index))))
            return Sequence(items, node.location) if items else None
    return None
