"""What every model shares, and the parts that sections are made of.

Every model is frozen, knows no other keys, and takes an empty value for an absent one. Scalars arrive as text or None,
never as YAML's guesses. The keys in the file are JSON Resume's camelCase; Python sees snake_case. A model may name one
field that a bare text fills (``shorthand``), so that a highlight can be written as plain text, as ``{zh: …, en: …}`` or
in full as ``{text: …, priority: 2}``. The paths of pydantic's errors then differ from the file's only by such steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import cvtex.resume.no_plugins  # noqa: F401 (before pydantic)  # isort: skip

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from cvtex.resume.checked import Name, Url
from cvtex.resume.languages import Language, is_language
from cvtex.resume.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Model(BaseModel):
    """A frozen mapping of known keys; what is empty (nothing, ``""``) counts as left out."""

    # Built when first used: importing the models must stay cheap, and only whole résumés are ever validated.
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, defer_build=True)

    shorthand: ClassVar[str] = ""
    """The field that a bare text or a mapping of translations fills, if any."""

    naming: ClassVar[str] = ""
    """The field without which this says nothing, if any."""

    @model_validator(mode="before")
    @classmethod
    def _spell_out(cls, value: Any) -> Any:  # noqa: ANN401  (whatever the file holds)
        if cls.shorthand and cls.is_shorthand(value):
            return {cls.shorthand: value}
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item is not None and item != ""}
        return value

    @classmethod
    def is_shorthand(cls, value: object) -> bool:
        """Whether this stands for the one field that a bare text fills: a text, or nothing but translations."""
        if isinstance(value, dict):
            return any(map(is_language, value)) and not any(
                field.alias in value or name in value for name, field in cls.model_fields.items()
            )
        return value is None or isinstance(value, str)


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


def values_in(value: object) -> Iterator[object]:
    """Every model and every plain value in one, each before what is inside it, in the order of the fields."""
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif isinstance(value, dict):
        parts = value.values()
    else:
        yield value
        if isinstance(value, BaseModel):
            parts = value.__dict__.values()
    for part in parts:
        yield from values_in(part)


def texts_in(model: BaseModel) -> Iterator[Text]:
    """Every text in a model."""
    return (value for value in values_in(model) if isinstance(value, Text))


def tags_in(model: BaseModel) -> Iterator[str]:
    """Every tag that an item in a model carries."""
    return (tag for value in values_in(model) if isinstance(value, Item) for tag in value.tags)
