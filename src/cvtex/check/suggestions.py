"""Suggests what an unknown key or word was probably intended to be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cvtex.resume import Basics, Fit, LayoutSettings, Resume
from cvtex.resume.layout import LayoutModel
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtex.resume.items import Model

_DETAILS: Final = frozenset({"wechat", "weixin", "wx", "微信", "微信号", "qq", "qq号", "telegram", "whatsapp", "orcid"})
_HOMES: Final[tuple[tuple[str, type[Model]], ...]] = (
    ("layout.fit", Fit),
    ("layout", LayoutSettings),
    ("basics", Basics),
    ("the top of the file", Resume),
)


def nearest_key(model: type[Model], key: str) -> str | None:
    """The key of the model that was probably intended."""
    known = fields_of(model)
    if match := _same(key, known) or _synonym(key, known):
        return match
    if issubclass(model, LayoutModel) and home_of(model, key):  # `fontSize` is no misspelling of `fonts`
        return None
    return nearest(key, known)


def nearest_section(name: str, known: Iterable[str]) -> str | None:
    """The section that was probably intended: ``work`` for ``experience``."""
    known = tuple(known)
    return _synonym(name, known) or nearest(name, known)


def is_for_details(model: type[Model], key: str) -> bool:
    """Whether it is something for the header that has no key of its own, such as 微信."""
    return model is Basics and _folded(key) in _DETAILS


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelt nearly like the word."""
    import difflib  # slow to import, and only needed when something is wrong

    names = {choice.lower(): choice for choice in choices}
    matches = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.7)
    return names[matches[0]] if matches else None


def home_of(model: type[Model], key: str) -> tuple[str, str] | None:
    """The mapping where a key belongs that stands in another one, and how it is spelt there."""
    for home, owner in _HOMES:
        known = fields_of(owner)
        if model is not owner and key in known:
            return home, key
        if model is not owner and issubclass(model, LayoutModel) and issubclass(owner, LayoutModel):
            names = (_same(name, known) for name in (key, *_synonyms().get(_folded(key), ())))
            if same := next(filter(None, names), None):
                return home, same
    return None


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    """The keys that each other name may stand for; read only when a key is unknown."""
    import tomllib  # late: most files have no unknown keys
    from importlib.resources import files

    table = tomllib.loads((files("cvtex") / "check" / "synonyms.toml").read_text(encoding="utf-8"))
    return {name: tuple(keys.split()) for names, keys in table.items() for name in names.split()}


def _synonym(name: str, known: Iterable[str]) -> str | None:
    return next((key for key in _synonyms().get(_folded(name), ()) if key in known), None)


def _same(key: str, known: Iterable[str]) -> str | None:
    """The known key that differs only in case, hyphens, underscores and blanks."""
    return {_folded(name): name for name in known}.get(_folded(key))


def _folded(key: str) -> str:
    return key.replace("_", "").replace("-", "").replace(" ", "").casefold()
