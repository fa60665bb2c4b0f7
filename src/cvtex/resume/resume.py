"""The whole file, read: what it says, in which languages, in which order, and how it should look."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field, PrivateAttr, model_validator

from cvtex.resume.checked import Email, Name, Url  # noqa: TC001  (pydantic reads it)
from cvtex.resume.dates import Date  # noqa: TC001  (pydantic reads it)
from cvtex.resume.images import ImagePaths  # noqa: TC001  (pydantic reads it)
from cvtex.resume.items import Detail, Item, Languages, Model, Names, Passage, texts_in
from cvtex.resume.languages import in_order
from cvtex.resume.layout import Layout
from cvtex.resume.sections import ENTRY_CLASSES, Entries, Section
from cvtex.resume.text import Text  # noqa: TC001  (pydantic reads it)
from cvtex.text.cjk import has_hanzi

if TYPE_CHECKING:
    from pydantic.functional_validators import ModelWrapValidatorHandler  # pydantic itself has it from 2.11 on only


class Address(Model):
    """Where the person lives: JSON Resume's ``basics.location``."""

    address: Text | None = Field(default=None, description="Street and number.")
    postal_code: Text | None = Field(default=None, description="The postal code.")
    city: Text | None = Field(default=None, description="The city.")
    country_code: Name | None = Field(default=None, description="ISO 3166-1 alpha-2, for example CN.")
    region: Text | None = Field(default=None, description="The province or state.")


class Profile(Item):
    """An account elsewhere."""

    network: Text | None = Field(default=None, description="The site, for example GitHub.")
    username: Name | None = Field(default=None, description="The name there.")
    url: Url | None = Field(default=None, description="The page there.")


class Basics(Model):
    """The header of the page."""

    naming: ClassVar[str] = "name"

    name: Text | None = Field(default=None, description="The person's name.")
    label: Text | None = Field(default=None, description="What the person is, for example 算法工程师.")
    image: ImagePaths | None = Field(
        default=None,
        description="A picture, by its path beside this file (照片), or one for each language: "
        "{zh: photo.jpg, en: null}.",
    )
    image_alt: Text | None = Field(
        default=None,
        description="What the picture shows, for those who do not see it; not printed. The name when left out.",
    )
    email: Email | None = Field(default=None, description="The e-mail address.")
    phone: Text | None = Field(default=None, description="The telephone number, written as it is to be printed.")
    url: Url | None = Field(default=None, description="The person's website.")
    summary: Passage | None = Field(default=None, description="A few sentences about the person (个人总结).")
    location: Address | None = Field(default=None, description="Where the person lives.")
    profiles: tuple[Profile, ...] = Field(default=(), description="Accounts elsewhere.")
    ethnicity: Text | None = Field(default=None, description="民族, for example 汉族.")
    political_status: Text | None = Field(default=None, description="政治面貌, for example 中共党员.")
    native_place: Text | None = Field(default=None, description="籍贯.")
    gender: Text | None = Field(default=None, description="性别.")
    birth_date: Date | None = Field(default=None, description="出生年月.")
    objective: Text | None = Field(default=None, description="求职意向: the job that is sought.")
    graduation: Text | None = Field(default=None, description="届别, for example 2025 届.")
    details: tuple[Detail, ...] = Field(default=(), description="Whatever else the header should say.")


class Meta(Model):
    """About the file itself."""

    languages: Languages = Field(default=(), description="The languages the file is written in, the first one first.")
    private: Names = Field(
        default=(),
        description="Paths that `--redact` masks or leaves out, such as basics.phone. Default: basics.phone, "
        "basics.email, basics.birthDate, basics.location.address and basics.location.postalCode.",
    )
    canonical: str | None = Field(default=None, description="Where the latest version of the file is.")
    version: str | None = Field(default=None, description="The file's version.")
    last_modified: str | None = Field(default=None, description="When the file last changed.")
    theme: Any = Field(default=None, description="JSON Resume's theme; accepted, and of no effect here.")


class Resume(Entries):
    """A résumé."""

    schema_: str | None = Field(default=None, alias="$schema", description="The schema the file follows.")
    basics: Basics = Field(default_factory=Basics.model_construct, description="Who the résumé is about.")
    sections: tuple[Section, ...] = Field(default=(), description="Sections of the file's own.")
    meta: Meta = Field(default_factory=Meta.model_construct, description="About the file itself.")
    layout: Layout = Field(default_factory=Layout.model_construct, description="How the page should look.")

    _section_order: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _note_order(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        resume = handler(value)
        if isinstance(value, dict):
            order: list[str] = []
            for key in value:
                if key in ENTRY_CLASSES:
                    order.append(key)
                elif key == "sections":
                    order.extend(section.id for section in resume.sections)
            resume._section_order = tuple(order)  # noqa: SLF001  (its own)
        return resume

    @property
    def section_order(self) -> tuple[str, ...]:
        """The ids of the sections as they stand in the file; own ones where ``sections`` stands."""
        return self._section_order

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages to build: those ``meta.languages`` names, else those that the file's texts use.

        A file of plain texts has one: Chinese if it holds any Chinese character, else English.
        """
        if self.meta.languages:
            return self.meta.languages
        texts = tuple(texts_in(self))
        used = in_order(lang for text in texts for lang in text.languages)
        return used or (("zh",) if any(has_hanzi(text.plain or "") for text in texts) else ("en",))
