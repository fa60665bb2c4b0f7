"""The name of a PDF as a person writes it, such as ``{name}-{lang}``: its placeholders, and what is refused."""

from __future__ import annotations

import re
from typing import ClassVar, Final, Self

from pydantic_core import PydanticCustomError

from cvtex.resume.checked import Checked

PLACEHOLDERS: Final = ("name", "label", "lang", "target", "template", "date")
"""What is filled in: name and label of the person, language, target, template, and the day as 2025-03-31."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


class FileName(Checked):
    """The name of a PDF without its folder, in which ``{lang}`` and other placeholders are filled in."""

    __slots__ = ()
    json_schema: ClassVar = {
        "type": ["string", "number"],
        "pattern": r"^(?:[^{}/\\]|\{(?:" + "|".join(PLACEHOLDERS) + r")\})*$",
    }

    @classmethod
    def read(cls, value: str) -> Self:
        """Take a name.

        Raises:
            PydanticCustomError: It has a placeholder that does not exist, a brace without its partner, or a folder.
        """
        for name in _PLACEHOLDER.findall(value):
            if name not in PLACEHOLDERS:
                raise PydanticCustomError("placeholder", "", {"name": name, "known": list_of_placeholders()})
        literal = _PLACEHOLDER.sub("", value)
        if "{" in literal or "}" in literal:
            raise PydanticCustomError("placeholder_brace", "", {"known": list_of_placeholders()})
        if "/" in literal or "\\" in literal:
            raise PydanticCustomError("name_with_folder", "")
        return cls(value)

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The name in pieces, each with whether it is the name of a placeholder; every second one is."""
        return tuple((part, number % 2 == 1) for number, part in enumerate(_PLACEHOLDER.split(self)))


def list_of_placeholders() -> str:
    """The placeholders as a message lists them."""
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
