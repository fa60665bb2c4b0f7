"""Sections: JSON Resume's own, by kind, and those a file adds under ``sections``."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, get_args

from pydantic import Field, model_validator

import cvtex.resume.entries as kinds  # noqa: TC001  (pydantic reads it)
from cvtex.resume.checked import Name  # noqa: TC001  (pydantic reads it)
from cvtex.resume.items import Entry, Item, Model, Passage
from cvtex.resume.text import Text  # noqa: TC001  (pydantic reads it)


class Entries(Model):
    """The lists of entries that a file can hold, by kind."""

    work: tuple[kinds.Work, ...] = Field(default=(), description="Jobs and internships.")
    volunteer: tuple[kinds.Volunteer, ...] = Field(default=(), description="Unpaid work, societies, offices held.")
    education: tuple[kinds.Education, ...] = Field(default=(), description="Degrees and schools.")
    awards: tuple[kinds.Award, ...] = Field(default=(), description="Prizes, scholarships, honours.")
    certificates: tuple[kinds.Certificate, ...] = Field(default=(), description="Certificates and tests passed.")
    publications: tuple[kinds.Publication, ...] = Field(default=(), description="Papers, patents, books.")
    skills: tuple[kinds.Skill, ...] = Field(default=(), description="Skills, one by one or in groups.")
    # `Resume.languages` are those the résumé is written in.
    spoken_languages: tuple[kinds.LanguageSkill, ...] = Field(
        default=(), alias="languages", description="Languages that the person knows."
    )
    interests: tuple[kinds.Interest, ...] = Field(default=(), description="Interests.")
    references: tuple[kinds.Reference, ...] = Field(default=(), description="What others say of the person.")
    projects: tuple[kinds.Project, ...] = Field(default=(), description="Projects.")

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of that kind; none for a kind that holds no entries (``text``, ``bullets``, ``table``)."""
        if kind not in ENTRY_CLASSES:
            return ()
        entries: tuple[Entry, ...] = getattr(self, "spoken_languages" if kind == "languages" else kind)
        return entries


ENTRY_CLASSES: Final[dict[str, type[Entry]]] = {
    field.alias or name: get_args(field.annotation)[0] for name, field in Entries.model_fields.items()
}
"""The kinds of JSON Resume, and what the entries of each are."""
CONTENT_KEYS: Final = {**dict.fromkeys(ENTRY_CLASSES, "entries"), "text": "text", "bullets": "items", "table": "rows"}
"""All kinds, and the key under which an own section of each keeps its content."""

Kind = Literal[
    "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages", "interests",
    "references", "projects", "text", "bullets", "table",
]  # fmt: skip


class Row(Item):
    """One row of a table: a list of cells, or ``{cells: […], priority: 2}``."""

    shorthand: ClassVar[str] = "cells"

    cells: tuple[Text, ...] = Field(description="The cells, from left to right.")

    @classmethod
    def is_shorthand(cls, value: object) -> bool:
        """Whether this is the list of cells alone."""
        return isinstance(value, list | tuple)


class Section(Item):
    """A section of the file's own: a kind used again under another title, or text, bullets, a table."""

    id: Name = Field(description="What layout.sections calls it; one word, unlike any other section's.")
    kind: Kind = Field(description="What it holds: a kind of JSON Resume's, or text, bullets or table.")
    title: Text | None = Field(default=None, description="Its heading on the page.")
    lists: Entries = Field(
        default_factory=Entries.model_construct,
        alias="entries",
        description="The entries, for a kind of JSON Resume's.",
    )
    text: Passage | None = Field(default=None, description="The paragraph, for kind text.")
    items: tuple[Passage, ...] = Field(default=(), description="The bullets, for kind bullets.")
    columns: tuple[Text, ...] = Field(default=(), description="The headings of the columns, for kind table.")
    rows: tuple[Row, ...] = Field(default=(), description="The rows, for kind table.")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, all of the section's kind; none for text, bullets and tables."""
        return self.lists.of_kind(self.kind)

    @model_validator(mode="before")
    @classmethod
    def _entries_by_kind(cls, value: Any) -> Any:  # noqa: ANN401  (whatever the file holds)
        """Put the entries under their kind, so that each is read as one of that kind and of no other."""
        if isinstance(value, dict) and isinstance(value.get("entries"), list | tuple):
            kind = value.get("kind")
            known = isinstance(kind, str) and kind in ENTRY_CLASSES
            return value | {"entries": {kind: value["entries"]} if known else {}}
        return value
