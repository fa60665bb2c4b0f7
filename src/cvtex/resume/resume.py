"""The whole file, read: what it says, in which languages, in which order, and how it should look."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, PrivateAttr, model_validator

from cvtex.resume.base import Model
from cvtex.resume.basics import Basics
from cvtex.resume.items import Languages, Names  # noqa: TC001  (pydantic reads it)
from cvtex.resume.languages import in_order
from cvtex.resume.layout import Layout
from cvtex.resume.sections import ENTRY_CLASSES, Entries, Section
from cvtex.resume.walk import texts_in
from cvtex.text.cjk import has_hanzi

if TYPE_CHECKING:
    from pydantic.functional_validators import ModelWrapValidatorHandler  # pydantic itself has it from 2.11 on only


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
