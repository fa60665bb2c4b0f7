"""Tells which rules a file is under: ours, or JSON Resume's, which allow any further key.

JSON Resume v1.0.0 sets ``additionalProperties: true`` nearly everywhere and requires nothing. A file that says it is
JSON Resume (by its suffix, ``.json``, or its ``$schema``) is held to that standard alone; what the page cannot show of
it is a warning. A YAML file that happens to use none of our own keys may have keys of other programs too, but a key
that is nearly one we know is a misspelling, and would lose what it holds.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from cvtex.check.walk import children, text_of
from cvtex.load import Document, Mapping
from cvtex.resume import Course, Passage, Text
from cvtex.resume.items import Model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtex.check.walk import Spot

_JOB: Final = "position url startDate endDate summary highlights"

# The keys of each model in https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json
_STANDARD_KEYS: Final = {
    "Resume": "$schema basics work volunteer education awards certificates publications skills languages interests "
    "references projects meta",
    "Basics": "name label image email phone url summary location profiles",
    "Address": "address postalCode city countryCode region",
    "Profile": "network username url",
    "Work": f"name location description {_JOB}",
    "Volunteer": f"organization {_JOB}",
    "Education": "institution url area studyType startDate endDate score courses",
    "Award": "title date awarder summary",
    "Certificate": "name date url issuer",
    "Publication": "name publisher releaseDate url summary",
    "Skill": "name level keywords",
    "LanguageSkill": "language fluency",
    "Interest": "name keywords",
    "Reference": "name reference",
    "Project": "name description highlights keywords startDate endDate url roles entity type",
    "Meta": "canonical version lastModified theme",
}


class Dialect(Enum):
    """The rules a file is under."""

    OWN = "own"
    """Every key must be known."""
    NEUTRAL = "neutral"
    """None of our own keys: keys of other programs may stand there."""
    STANDARD = "standard"
    """JSON Resume: whatever its schema allows is no error."""


def dialect_of(document: Document, spots: Iterable[Spot]) -> Dialect:
    """Tell the rules from the file's name, its ``$schema`` and its keys."""
    # Without the scheme: the file may name the schema's page, its raw file or a mirror of it.
    is_json = bool(document.files) and document.files[0].suffix.lower() == ".json"
    if is_json or "jsonresume" in text_of(document.root, "$schema").lower():
        return Dialect.STANDARD
    return Dialect.OWN if any(map(_has_own_keys, spots)) else Dialect.NEUTRAL


def _has_own_keys(spot: Spot) -> bool:
    if not isinstance(spot.node, Mapping):
        return False
    if spot.kind in {Text, Passage, Course}:
        return True
    standard = _STANDARD_KEYS.get(spot.kind.__name__, "").split()
    return issubclass(spot.kind, Model) and any(child.key not in standard for child, _ in children(spot))
