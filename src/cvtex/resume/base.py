"""What every model shares: frozen, no unknown keys, and an empty value is an absent one.

Scalars arrive as text or None, never as YAML's guesses. The keys in the file are JSON Resume's camelCase; Python sees
snake_case. A model may name one field that a bare text fills (``shorthand``), so that a highlight can be written as
plain text, as ``{zh: …, en: …}`` or in full as ``{text: …, priority: 2}``. The paths of pydantic's errors then differ
from those of the file only by such implied steps.
"""

from __future__ import annotations

from typing import Any, ClassVar

import cvtex.resume.no_plugins  # noqa: F401 (before pydantic)  # isort: skip

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

from cvtex.resume.languages import is_language


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
