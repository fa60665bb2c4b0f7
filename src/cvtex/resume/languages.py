"""Language tags: which there are, and what people write instead.

A tag is an ISO 639-1 code, with a script or a region where it matters (``zh-Hant``, ``en-GB``, ``pt-BR``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic_core import PydanticCustomError

from cvtex.resume.checked import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable

# ISO 639-1, and the three-letter codes of languages that résumés are written in and that have no shorter one.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu yue fil"
)
ISO_639 = frozenset(_CODES.split())

TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?")

# Country codes and names that stand where a language code belongs.
_MISTAKEN = {
    "cn": "zh", "chs": "zh", "cht": "zh-Hant", "chi": "zh", "zho": "zh", "hk": "zh-Hant",
    "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh", "繁體中文": "zh-Hant", "mandarin": "zh",
    "us": "en", "gb": "en-GB", "eng": "en", "english": "en", "英文": "en", "英语": "en", "em": "en",
    "jp": "ja", "jpn": "ja", "japanese": "ja", "日本語": "ja", "日语": "ja",
    "kor": "ko", "korean": "ko", "한국어": "ko",
    "ger": "de", "deu": "de", "german": "de", "deutsch": "de", "fra": "fr", "fre": "fr", "french": "fr",
    "spa": "es", "spanish": "es", "por": "pt", "rus": "ru", "russian": "ru",
}  # fmt: skip


def is_language(tag: str) -> bool:
    """Whether the tag names a language there is: ``zh``, ``en-GB``; not ``cn``, ``ZH`` or ``zh_CN``."""
    match = TAG.fullmatch(tag)
    return match is not None and match[1] in ISO_639


def nearest_language(tag: str) -> str | None:
    """The tag that was probably meant: ``zh-CN`` for ``zh_cn``, ``zh`` for ``cn``."""
    plain = tag.strip().replace("_", "-")
    if plain.casefold() in _MISTAKEN:
        return _MISTAKEN[plain.casefold()]
    base, *rest = plain.split("-")
    cased = [part.title() if len(part) == len("Hant") else part.upper() for part in rest]
    tidy = "-".join([_MISTAKEN.get(base.casefold(), base.lower()), *cased])
    return tidy if is_language(tidy) else None


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once: Chinese first, then English, then the others by their names."""
    return tuple(sorted(set(tags), key=lambda tag: (*(tag.split("-")[0] != first for first in ("zh", "en")), tag)))


class Language(Checked):
    """A language tag that exists."""

    __slots__ = ()
    json_schema: ClassVar = {"type": "string", "pattern": f"^{TAG.pattern}$"}

    @classmethod
    def read(cls, value: str) -> Self:
        """Take a known tag.

        Raises:
            PydanticCustomError: Nobody knows the language.
        """
        if not is_language(value):
            raise PydanticCustomError("unknown_language", "", {"near": nearest_language(value)})
        return cls(value)
