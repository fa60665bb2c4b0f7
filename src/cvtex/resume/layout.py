"""How the page should look: the file's ``layout``, whose keys are snake_case in the file too.

Lengths carry their unit in their description: pt for type, mm for margins, a ratio for leading.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cvtex.resume.checked import Colour, Name
from cvtex.resume.file_name import FileName  # noqa: TC001  (pydantic reads it)
from cvtex.resume.images import PhotoSize  # noqa: TC001  (pydantic reads it)
from cvtex.resume.items import Item, Model
from cvtex.resume.languages import Language
from cvtex.resume.text import Text  # noqa: TC001  (pydantic reads it)


class LayoutModel(Model):
    """A mapping whose keys are written as they are named here."""

    model_config = ConfigDict(alias_generator=None)


MOST_PAGES = 99


def _read_pages(value: object) -> int | Literal["auto"]:
    text = str(value).strip() if isinstance(value, str | int) else ""
    if text == "auto":
        return "auto"
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PAGES:
        return int(text)
    raise PydanticCustomError("pages", "")


Pages = Annotated[
    int | Literal["auto"],
    PlainValidator(_read_pages),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": "auto"}]}),
]


def _pair(value: object) -> object:
    """One number is both bounds."""
    return (value, value) if isinstance(value, str | int | float) else value


def _ordered(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] > value[1]:
        raise PydanticCustomError("bounds_reversed", "", {"low": value[0], "high": value[1]})
    return value


def _within(low: float, high: float) -> Any:  # noqa: ANN401  (a constraint)
    return Field(ge=float(low), le=float(high), allow_inf_nan=False)


Number = TypeVar("Number")
Bounds = Annotated[tuple[Number, Number], BeforeValidator(_pair), AfterValidator(_ordered)]
FontSize = Annotated[float, _within(8, 14)]
Leading = Annotated[float, _within(1, 2)]
Margin = Annotated[float, _within(5, 40)]
Gap = Annotated[float, _within(0, 3)]


class Fit(LayoutModel):
    """How far the page may be tightened, and what may be left out."""

    cut: Literal["marked", "any", "never"] = Field(
        default="marked",
        description="What may be left out when space is short: what carries a priority, anything, or nothing.",
    )
    readable: Annotated[float, _within(0, 1)] = Field(
        default=0.25,
        description="0 to 1: how loose the page should stay before shorter wordings and cuts are preferred.",
    )
    same_content: bool = Field(default=False, description="Leave out the same items in every language.")
    font_size: Bounds[FontSize] | None = Field(
        default=None, description="[smallest, largest] body type, in pt, 8 to 14."
    )
    leading: Bounds[Leading] | None = Field(
        default=None, description="[tightest, loosest] distance of lines over the type size, 1.0 to 2.0."
    )
    margin: Bounds[Margin] | None = Field(default=None, description="[narrowest, widest] margin, in mm, 5 to 40.")
    gap: Bounds[Gap] | None = Field(
        default=None, description="[smallest, largest] factor on the template's gaps, 0 to 3."
    )


class PdfFile(LayoutModel):
    """The finished PDF as a file."""

    tagged: bool = Field(
        default=True,
        description="Tagged PDF (PDF/UA-1, PDF/A-2a): structure for screen readers; false leaves the structure out.",
    )
    max_kb: Annotated[int, Field(ge=10, le=100_000)] | None = Field(
        default=None,
        description="The largest size of the file, in KB of 1024 bytes, for portals that accept no larger one.",
    )


class DateStyle(LayoutModel):
    """How dates are printed."""

    style: Literal["numeric", "abbreviated", "long"] | None = Field(
        default=None, description="2023-09, Sep 2023 or September 2023; the language's own when left out."
    )
    separator: str | None = Field(default=None, description="What stands between the start and the end.")
    side: Literal["left", "right"] | None = Field(
        default=None, description="The side on which all dates of the page stand; the template's own when left out."
    )
    precision: Literal["month", "day"] = Field(
        default="month",
        description="Whether periods, and the dates of awards, certificates and publications, are printed with the day "
        "that the file says.",
    )
    short_years: bool = Field(
        default=False,
        description="Print the year of a period once where it is the same, as in Mar – Jun 2023; "
        "dates in figures stay whole.",
    )


def _as_british(value: object) -> object:
    return "centre" if value == "center" else value


Alignment = Annotated[
    Literal["left", "centre"], BeforeValidator(_as_british), WithJsonSchema({"enum": ["left", "centre", "center"]})
]


class PhotoPlace(LayoutModel):
    """Whether the photo is shown, and how."""

    shorthand: ClassVar[str] = "side"

    side: Literal["right", "off"] = Field(
        default="right", description="Where the photo of `basics.image` stands; off leaves it out."
    )
    size: PhotoSize | None = Field(
        default=None,
        description="[width, height] in mm, each from 10 to 60; or one-inch (一寸, 25 × 35), small-two-inch "
        "(小二寸, 33 × 48), two-inch (二寸, 35 × 49). The template's own when left out.",
    )
    corner: Annotated[float, _within(0, 10)] = Field(
        default=0.0, description="The radius of its corners, in mm, 0 to 10."
    )

    @classmethod
    def is_shorthand(cls, value: object) -> bool:
        """Whether this is the side alone."""
        return isinstance(value, str)


class Fonts(LayoutModel):
    """A set of fonts by its name, or families one by one."""

    shorthand: ClassVar[str] = "set"

    set: Name | None = Field(default=None, description="A set that `cvtex fonts` lists.")
    main: Name | None = Field(default=None, description="The family of the text.")
    sans: Name | None = Field(default=None, description="The family of headings, where a template sets them sans.")
    mono: Name | None = Field(default=None, description="The family of code.")
    cjk_main: Name | None = Field(default=None, description="The Chinese, Japanese or Korean family of the text.")
    cjk_sans: Name | None = Field(default=None, description="The same for headings.")
    cjk_mono: Name | None = Field(default=None, description="The same for code.")

    @classmethod
    def is_shorthand(cls, value: object) -> bool:
        """Whether this is the name of a set alone."""
        return isinstance(value, str)


class SectionPlace(Item):
    """A section's place in the order: its id alone, or with a title of its own."""

    model_config = ConfigDict(alias_generator=None)
    shorthand: ClassVar[str] = "id"

    id: Name = Field(description="The section: a kind of JSON Resume's, or the id of an own section.")
    title: Text | None = Field(default=None, description="Its heading.")

    @classmethod
    def is_shorthand(cls, value: object) -> bool:
        """Whether this is the id alone."""
        return isinstance(value, str)


class LayoutSettings(LayoutModel):
    """Everything about the look that a language may have otherwise."""

    template: Name = Field(default=Name("classic"), description="A template that `cvtex templates` lists.")
    paper: Literal["a4", "letter"] = Field(default="a4", description="The size of the paper.")
    pages: Pages = Field(default=1, description="How many pages, exactly; or auto for as many as it takes.")
    output: FileName | None = Field(
        default=None,
        description='The name of the PDF, in quotes: "{name}-{target}-{lang}". Placeholders: name, label, lang, '
        "target, template, date. The file's own name and the language when left out.",
    )
    accent: Colour | None = Field(
        default=None,
        description="The accent colour: navy, blue, teal, green, wine, slate, or '#rrggbb' in quotes.",
    )
    header: Alignment | None = Field(
        default=None, description="How name and contacts stand; the template's own when left out."
    )
    photo: PhotoPlace = Field(default_factory=PhotoPlace.model_construct, description="The photo in the header.")
    footer: Literal["auto", "all", "off"] = Field(
        default="auto",
        description="Name and page number at the foot: auto from page 2 on, all on every page, off on none.",
    )
    density: Literal["roomy", "normal", "dense"] = Field(
        default="normal",
        description="More white space and larger type, or more on the page, within the template's bounds.",
    )
    fonts: Fonts = Field(default_factory=Fonts.model_construct, description="The fonts.")
    dates: DateStyle = Field(default_factory=DateStyle.model_construct, description="How dates are printed.")
    titles: dict[str, Text] = Field(default_factory=dict, description="Headings, by section id.")
    sections: tuple[SectionPlace, ...] = Field(
        default=(), description="The order of sections; those not listed follow in the file's order."
    )
    fit: Fit = Field(default_factory=Fit.model_construct, description="How the page is made to fit.")
    pdf: PdfFile = Field(default_factory=PdfFile.model_construct, description="The finished PDF as a file.")


class Layout(LayoutSettings):
    """The look, and what is different in some languages."""

    languages: dict[Language, LayoutSettings] = Field(
        default_factory=dict, description="The same keys again for one language, over those above."
    )

    def for_language(self, lang: str) -> LayoutSettings:
        """The settings for that language: its own, or its base's, where it has some, and these for the rest."""
        own = self.languages.get(Language(lang))
        while own is None and "-" in lang:
            lang = lang.rpartition("-")[0]
            own = self.languages.get(Language(lang))
        merged = LayoutSettings.model_construct(
            **{name: getattr(self, name) for name in LayoutSettings.model_fields},
            _fields_set=self.model_fields_set & LayoutSettings.model_fields.keys(),
        )
        return merged if own is None else _overlaid(merged, own)


def _overlaid(below: LayoutSettings, above: LayoutSettings) -> LayoutSettings:
    changed: dict[str, object] = {}
    for name in above.model_fields_set:
        old, new = getattr(below, name), getattr(above, name)
        if isinstance(new, LayoutModel):
            # `model_copy` marks what it updates as set, and keeps the rest of the outer settings.
            changed[name] = old.model_copy(update={key: getattr(new, key) for key in new.model_fields_set})
        else:
            changed[name] = old | new if isinstance(new, dict) else new
    return below.model_copy(update=changed)
