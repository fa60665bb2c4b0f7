"""Dates as résumés know them: a year, a month or a day, and ``present``.

They are kept as integers. There is no time zone in them, and none is ever consulted.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Final, Self

from pydantic_core import PydanticCustomError, core_schema

from cvtex.resume.checked import expect_text

_NOTATION = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Present(Enum):
    """The end of what still continues."""

    PRESENT = "present"

    def __str__(self) -> str:
        return self.value


PRESENT: Final = Present.PRESENT


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a year, as precise as the file says."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part is not None)

    def __lt__(self, other: Date) -> bool:
        """Order in time; a year stands before its months, and a month before its days."""
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    @property
    def to_month(self) -> Self:
        """The same without its day."""
        return self if self.day is None else type(self)(self.year, self.month)

    def is_before(self, other: Date) -> bool:
        """Whether it is certainly earlier: what either leaves open (2023 and 2023-05) decides nothing."""
        for mine, theirs in zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True):
            if mine is None or theirs is None:
                return False
            if mine != theirs:
                return mine < theirs
        return False

    @classmethod
    def read(cls, value: str) -> Self:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            PydanticCustomError: It is written otherwise, or there is no such day.
        """
        match = _NOTATION.fullmatch(value)
        if match is None:
            near = suggest_date(value)
            if near == "present":
                raise PydanticCustomError("date_present", "")
            raise PydanticCustomError("date_notation", "", {"near": near})
        date = cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
        if reason := _impossible(date):
            raise PydanticCustomError("date_impossible", "", {"reason": reason})
        return date

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(_read_date, ref=cls.__name__)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:  # noqa: ANN401
        day = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
        forms = [{"type": "integer", "minimum": 1, "maximum": 9999}, {"type": "string", "pattern": f"^({day})?$"}]
        return {"description": "YYYY, YYYY-MM or YYYY-MM-DD.", "anyOf": forms}


class _EndSchema:
    """Reads a date or ``present``."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(_read_end, ref="EndDate")

    @staticmethod
    def __get_pydantic_json_schema__(_core: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401
        date = handler(core_schema.definition_reference_schema("Date"))
        return {"description": "A date, or present.", "anyOf": [date, {"const": PRESENT.value}]}


EndDate = Annotated[Date | Present, _EndSchema]


def _read_date(value: object) -> Date:
    return value if isinstance(value, Date) else Date.read(expect_text(value).strip())


def _read_end(value: object) -> Date | Present:
    if isinstance(value, Date | Present):
        return value
    text = expect_text(value).strip()
    if text == PRESENT.value:
        return PRESENT
    try:
        return Date.read(text)
    except PydanticCustomError as error:
        if error.type == "date_present":
            raise PydanticCustomError("date_notation", "", {"near": PRESENT.value}) from None
        raise


def _impossible(date: Date) -> str:
    if date.year == 0:
        return "there is no year 0"
    if date.month is None:
        return ""
    if not 1 <= date.month <= 12:  # noqa: PLR2004  (months)
        return f"there is no month {date.month:02}"
    last = calendar.monthrange(date.year, date.month)[1]
    return "" if date.day is None or 1 <= date.day <= last else f"{date.year:04}-{date.month:02} has {last} days"


_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
# Compiled when a date is wrong: most files never need them.
_STILL = (
    r"(?:(?:up )?to |until )?(?:presents?|preset|presnt|persent|prsent|presen|current(?:ly)?|now|ongoing|today|date)"
    r"|till|until|(?:到|至)?(?:至今|迄今|今|现在|目前|当前|在读|在职)"
)
_MONTH_NAME = rf"(?P<name>{_MONTH_NAMES})[a-z]*\.?"
_OTHER_NOTATIONS = (
    r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:份|\s*(?P<day>\d{1,2})\s*[日号])?)?",
    r"(?P<year>\d{4})\s*[/.‐‑–—−-]\s*(?P<month>\d{1,2})(?:\s*[/.‐‑–—−-]\s*(?P<day>\d{1,2}))?\.?",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[t ].*",
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?",
    r"(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})",
    rf"{_MONTH_NAME},?\s*(?P<year>\d{{4}})",
    rf"{_MONTH_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_NAME},?\s*(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}}),?[\s-]*{_MONTH_NAME}",
)


def suggest_date(value: str) -> str | None:
    """What was probably meant by a date in another notation: ``2023-09`` for ``Sep 2023``, ``present`` for ``至今``."""
    text = unicodedata.normalize("NFKC", value).strip().lower()
    if re.fullmatch(_STILL, text):
        return PRESENT.value
    for notation in _OTHER_NOTATIONS:
        if match := re.fullmatch(notation, text):
            parts = match.groupdict()
            month = _MONTHS.get(parts.get("name") or "") or int(parts.get("month") or 0)
            date = Date(int(parts["year"]), month or None, int(parts.get("day") or 0) or None)
            return None if _impossible(date) else str(date)
    return None
