"""Lists every text of a view with the path in the résumé that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.view.values import View


def texts(shown: View) -> Iterator[tuple[str, str]]:
    """Every text of a view with the path it comes from."""
    header = shown.header
    for name, value in (("name", header.name), ("label", header.label), ("objective", header.objective)):
        yield from _strings(f"basics.{name}", value)
    for contact in header.contacts:
        yield contact.path, contact.text
    for section in shown.sections:
        yield from _strings(section.path, (section.title, section.columns))
        for entry in section.entries:
            for name, held in entry.values.items():
                yield from _strings(f"{entry.path}.{_key(name)}", held)
            for passage in entry.passages:
                yield from _strings(passage.path, (passage.text, passage.short))
            for course in entry.courses:
                yield from _strings(course.path, (course.name, course.short, course.score))


def _strings(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(path, item)


def _key(name: str) -> str:
    """A field's name as the file spells it: ``studyType`` for ``study_type``."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
