"""Reads YAML or JSON into one tree of texts with positions, with overlays and assignments applied.

    file ─┬─ characters   bytes -> text            UTF-8, nothing invisible
          ├─ tree         events -> nodes          no type guessing, no anchors, no duplicate keys, limits
          └─ syntax       libyaml's error -> what to change
    overlays, --set ── merge

Everything is text: ``no``, ``1.10``, ``+86`` and ``2024-01-02`` stay as they are written.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from cvtex.errors import Diagnostic, Location, Message, ResumeError, UsageError
from cvtex.load.characters import decode, json_as_yaml, mask, refused, split_lines
from cvtex.load.merge import assign, overlay
from cvtex.load.nodes import (
    Document,
    Mapping,
    Node,
    NodePath,
    Plain,
    Scalar,
    Sequence,
    find,
    locate,
    parse_path,
    path_text,
    plain,
)
from cvtex.load.syntax import explain
from cvtex.load.tree import FileLimits, TreeBuilder

if TYPE_CHECKING:
    from collections import abc

__all__ = [
    "DEFAULT_LIMITS", "ENVIRON", "Document", "FileLimits", "Mapping", "Node", "NodePath", "Plain", "Scalar", "Sequence",
    "find", "load", "locate", "parse_path", "path_text", "plain", "private_overlays",
]  # fmt: skip

DEFAULT_LIMITS: Final = FileLimits()
ENVIRON: Final = "$CVTEX_OVERLAY"
"""What stands for the file's name in the positions of what that variable holds."""
_MAX_CHARACTERS_REPORTED: Final = 20  # of a file that is not text at all


def load(  # noqa: PLR0913 (a file, and all that can be laid over it)
    file: Path,
    *,
    overlays: abc.Sequence[Path] = (),
    assignments: abc.Sequence[str] = (),
    environ_overlay: str | None = None,
    private: bool = True,
    limits: FileLimits = DEFAULT_LIMITS,
) -> Document:
    """Read `file` and lay over it, in this order: its private overlay, `environ_overlay`, `overlays`, `assignments`.

    The private overlay is ``resume.private.yaml`` (or ``.yml``) beside ``resume.yaml``; it need not exist.
    `environ_overlay` is YAML itself, as the environment variable CVTEX_OVERLAY has it, and `assignments` are those of
    ``--set``. Without `private`, neither the private overlay nor `environ_overlay` is laid over the file.

    Raises:
        UsageError: A file cannot be read, or an assignment is not ``KEY=VALUE``.
        ResumeError: Every mistake in all the files, by file and line.
    """
    hidden = private_overlays(file) if private else ()
    for path in hidden:
        _refuse_to_follow(path)
    files = (file, *hidden, *([Path(ENVIRON)] if private and environ_overlay else ()), *overlays)
    sources: dict[str, tuple[str, ...]] = {}
    diagnostics: list[Diagnostic] = []
    root = Mapping({}, {}, Location(str(file), 1, 1))
    for path in files:
        data = os.fsencode(environ_overlay or "") if str(path) == ENVIRON else None
        layer, mistakes = _read(path, data, limits, sources)
        diagnostics += mistakes
        if isinstance(layer, Mapping):
            root = layer if path is file else overlay(root, layer)
        elif layer is not None or path is file:
            diagnostics.append(_not_a_mapping(layer, str(path)))
    _raise_errors(diagnostics)
    for assignment in assignments:
        try:
            root = assign(root, assignment, limits)
        except ResumeError as error:
            diagnostics += error.diagnostics
    _raise_errors(diagnostics)
    read = tuple(path for path in files if str(path) != ENVIRON)
    return Document(root, sources, read, tuple(diagnostics))


def private_overlays(file: Path) -> tuple[Path, ...]:
    """Find the overlay with what is not for the public, such as a phone number, beside the résumé."""
    candidates = (file.parent / f"{file.stem}.private{suffix}" for suffix in (".yaml", ".yml"))
    return tuple(candidate for candidate in candidates if candidate.is_file())


def _refuse_to_follow(path: Path) -> None:
    """Stop at a private overlay that nobody named and that lies elsewhere: its lines would be quoted."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        message = f"{path} is a link that leads out of the résumé's folder"
        hint = "delete the link, and name the file itself with --overlay"
        raise UsageError(Diagnostic("error", "E101", message, Location(str(path)), hint=hint))


def _raise_errors(diagnostics: list[Diagnostic]) -> None:
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        raise ResumeError(diagnostics)


def _read(
    path: Path, data: bytes | None, limits: FileLimits, sources: dict[str, tuple[str, ...]]
) -> tuple[Node | None, list[Diagnostic]]:
    """Read a file, or the `data` that stand for it, adding its lines to `sources`; give its tree and its mistakes.

    The tree is `None` for an empty file, and an empty mapping where it cannot be understood.
    """
    name = str(path)
    mistakes: list[Diagnostic] = []
    root: Node | None = Mapping({}, {}, Location(name, 1, 1))
    try:
        text = decode(_bytes(path, limits) if data is None else data, name)
        sources[name] = split_lines(text)
        root = _compose(text, name, sources[name], limits, mistakes)
    except ResumeError as error:
        mistakes += error.diagnostics
    return root, sorted(mistakes, key=_position)


def _bytes(path: Path, limits: FileLimits) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.size + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        hint = "check the path: it is relative to the folder the command runs in"
        raise UsageError(Message("E101", f"cannot read {path}: {reason}", hint).at(Location(str(path)))) from error
    if len(data) > limits.size:
        message = f"the file is larger than {limits.size} bytes"
        hint = "is this the right file? CVTEX_MAX_FILE_KB sets the limit"
        raise ResumeError(Message("E104", message, hint).at(Location(str(path))))
    return data


def _compose(
    text: str, name: str, lines: tuple[str, ...], limits: FileLimits, mistakes: list[Diagnostic]
) -> Node | None:
    """Build the tree of `text`; what is refused on the way goes to `mistakes`.

    Raises:
        ResumeError: What makes it impossible to go on.
    """
    for offset, message, hint in islice(refused(text), _MAX_CHARACTERS_REPORTED):
        before = split_lines(text[:offset])
        location = Location(name, len(before), len(before[-1]) + 1)
        mistakes.append(Message("E103", message, hint).at(location))
    text = mask(text)
    if name.lower().endswith(".json"):
        text = json_as_yaml(text)
    builder = TreeBuilder(yaml.parse(text, Loader=yaml.CSafeLoader), name, lines, limits)
    try:
        return builder.document()
    except yaml.YAMLError as error:
        raise ResumeError(explain(text, name, error, limits.too_deep)) from error
    finally:
        mistakes += builder.diagnostics


def _not_a_mapping(root: Node | None, name: str) -> Diagnostic:
    kind = {Sequence: "a list", Scalar: "a single text"}.get(type(root), "empty")
    location = root.location if root else Location(name, 1, 1)
    hint = "start with a key, a colon and a space in the first column: basics: …"
    return Diagnostic("error", "E114", f"the file is {kind}, not a mapping of keys to values", location, hint=hint)


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    location = diagnostic.location
    return (location.line or 0, location.column or 0) if location else (0, 0)
