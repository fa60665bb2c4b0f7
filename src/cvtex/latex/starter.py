"""Starts a template of one's own: a copy of a design that shows every value which may be changed.

It has what the design has of its own. What the design takes from ``classic`` stands in ``template.toml`` behind a #,
with its meaning and what it may be, and is still taken from there.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from typing import TYPE_CHECKING, Final

from cvtex.errors import Message, UsageError
from cvtex.latex.keys import TABLES, keys
from cvtex.latex.manifest import FILE
from cvtex.latex.template import BASE, templates
from cvtex.system.resources import ALL_TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cvtex.latex.keys import Key

# Where a comment begins behind a value.
_COLUMN: Final = 30
_PREAMBLE: Final = "preamble.tex"
_SUFFIXES: Final = frozenset({".tex", ".sty"})
# What stands for a key that no design needs.
_EXAMPLES: Final = {"fonts": "noto", "accent": "#1B365D", "paper": "a4", "languages": []}
_NAME: Final = re.compile(r"[^\W_][\w .+-]{0,99}(?<![ .])")


def find_design(name: str, ours: Path) -> str:
    """The name, if a design that comes with cvtex has it.

    Raises:
        UsageError: E702, none has.
    """
    names = templates(ours)
    if name in names:
        return name
    near = difflib.get_close_matches(name.casefold(), names, n=1)
    hint = f"did you mean {near[0]}? There" if near else "there"
    raise UsageError(Message("E702", f"there is no design {name!r}", f"{hint} are {', '.join(names)}").at(None))


def copy_design(name: str, folder: Path, ours: Path, *, blocks: bool = False) -> tuple[Path, ...]:
    """Write a copy of a design of ours into a new folder, and return the paths of its files.

    With ``blocks`` it gets the files too that the design takes from classic.

    Raises:
        UsageError: E702, there is no such design; E722, the folder has something in it, cannot be written, or is called
            as no template can be.
    """
    find_design(name, ours)
    _refuse_name(folder.name, ours)
    written = {folder / file: text for file, text in files(name, folder.name, ours, blocks=blocks).items()}
    try:
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise _refused(f"{folder} is already there, and nothing is overwritten", "choose another name for the copy")
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in written.items():
            # "x": not even a file that came into being since it was looked for.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise _refused(f"{getattr(error, 'filename', None) or folder}: {reason}", "choose another folder") from error
    return tuple(written)


def files(design: str, name: str, ours: Path, *, blocks: bool = False) -> dict[str, str]:
    """What a copy of a design consists of: the names of its files, and their texts."""
    folders = (ours / BASE, ours / design) if blocks else (ours / design,)
    found = {path.name: path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES}
    if design != BASE and not (ours / design / _PREAMBLE).is_file():
        found.pop(_PREAMBLE, None)  # no block
    texts = {file: path.read_text(encoding="utf-8") for file, path in found.items()}
    return {FILE: _manifest(design, name, ours), **texts}


def _refuse_name(name: str, ours: Path) -> None:
    """Refuse a name by which the copy could not be asked for."""
    if name in {ALL_TEMPLATES, *templates(ours)}:
        taken = (
            "that stands for all designs" if name == ALL_TEMPLATES else "a design that comes with cvtex is called so"
        )
        raise _refused(f"the copy cannot be called {name!r}: {taken}", "choose a name of your own, such as mine")
    if not _NAME.fullmatch(name):
        hint = "take letters, figures, spaces and the marks . + - _, and begin with a letter or a figure"
        raise _refused(f"{name!r} is no name for a template", hint)


def _refused(message: str, hint: str) -> UsageError:
    return UsageError(Message("E722", message, hint).at(None))


def _manifest(design: str, name: str, ours: Path) -> str:
    """A ``template.toml`` with all keys: those of the design, and behind a # those that it takes from classic."""
    data, below = (tomllib.loads((ours / folder / FILE).read_text(encoding="utf-8")) for folder in (design, BASE))
    lines = [f"# {name}: begun as a copy of {design}. Change a value, build, look."]
    if design != BASE:
        lines.append(f"# Behind a # stands what {design} takes from {BASE}: delete the # to change it.")
    for table, known in keys().items():
        lines.append("")
        if table:
            lines += [f"# {TABLES[table]}", f"[{table}]"]
            lines += _lines(known, data.get(table, {}), below.get(table, {}))
            languages = {**_languages(below.get(table, {})), **_languages(data.get(table, {}))}
            for lang, values in languages.items():
                lines += ["", f"[{table}.{lang}]", *(f"{key} = {_toml(value)}" for key, value in values.items())]
        else:
            lines += _lines(known, data, {**_EXAMPLES, "rows": below["rows"]})
    return "\n".join(lines) + "\n"


def _lines(known: Mapping[str, Key], own: Mapping[str, object], below: Mapping[str, object]) -> Iterator[str]:
    for name, key in known.items():
        value = own.get(name, below.get(name, ""))
        written = name if name.isidentifier() else _toml(name)
        line = f"{'' if name in own else '# '}{written} = {_toml(value)}"
        said = f"# {key.meaning}; {key.values}"
        if len(line) >= _COLUMN:
            yield said
            yield line
        else:
            yield f"{line:{_COLUMN}}{said}"


def _languages(table: Mapping[str, object]) -> dict[str, dict[str, object]]:
    return {key: value for key, value in table.items() if isinstance(value, dict)}


def _toml(value: object) -> str:
    """A value as TOML: what JSON calls a string, a list, a number or a truth, TOML does too."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)
