"""What can be shown, shortened, kept to some languages or left out: the parts that sections are made of."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from cvtex.resume.base import Model
from cvtex.resume.checked import Name, Url
from cvtex.resume.languages import Language
from cvtex.resume.text import Text


def one_or_many(value: object) -> object:
    """Read ``only: zh`` as a list of one."""
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[Name, ...], BeforeValidator(one_or_many)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(one_or_many)]
Priority = Annotated[int, Field(ge=1, le=9)]


class Item(Model):
    """What can go when space is short, and what only some languages or targets show."""

    priority: Priority | None = Field(
        default=None,
        description="1 to 9: may be left out when space is short, 1 first and 9 last. Without it, it stays.",
    )
    only: Languages = Field(default=(), description="The languages it is shown in; all when left out.")
    tags: Names = Field(default=(), description="Targets it belongs to; shown for every target when left out.")


class Passage(Item):
    """A sentence or paragraph with inline Markdown, and a shorter wording for when space is short."""

    shorthand: ClassVar[str] = "text"

    text: Text = Field(description="The wording.")
    short: Text | None = Field(default=None, description="A shorter wording, taken before anything is left out.")


class Course(Item):
    """A course, with its score where there is one."""

    shorthand: ClassVar[str] = "name"

    name: Text = Field(description="The course's name.")
    score: Text | None = Field(default=None, description="The mark or grade, for example 94 or A+.")
    short: Text | None = Field(default=None, description="A shorter name.")


class Detail(Item):
    """One more thing the header says: a label, where one is wanted, and a value."""

    shorthand: ClassVar[str] = "value"

    label: Text | None = Field(default=None, description="What it is, for example 微信 or ORCID.")
    value: Text = Field(description="What is printed.")
    url: Url | None = Field(default=None, description="Where it links to.")


class Entry(Item):
    """One entry of a section: a job, a degree, an award."""

    naming: ClassVar[str] = "name"

    @property
    def heading(self) -> Text | None:
        """What the entry is called: its employer, institution, title or name."""
        value = getattr(self, self.naming)
        return value if isinstance(value, Text) else None
