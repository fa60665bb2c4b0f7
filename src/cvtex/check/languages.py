"""What a file in several languages owes its readers: every text in every language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cvtex.check.model_errors import unknown_language
from cvtex.check.walk import texts_in
from cvtex.load import Mapping, Node, Scalar, path_text
from cvtex.load.nodes import find
from cvtex.resume import ImagePaths, Language, Layout, Text, is_language, nearest_language
from cvtex.resume.languages import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic, Location

# A language that this few texts have, of this many that are translated, is a slip and not a plan.
_STRAY: Final = 2
_MANY: Final = 6


def languages_of(root: Node, spots: Iterable[Spot]) -> tuple[str, ...]:
    """The languages that a file declares, else those that its translations use; none where all texts are plain."""
    translated = _translated(spots)
    uses = Counter(lang for spot in translated for lang in _wordings(spot) if is_language(lang))
    fewest = _STRAY if len(translated) >= _MANY else 0
    return _declared(root) or in_order(lang for lang, count in uses.items() if count > fewest)


def check_languages(root: Node, spots: Iterable[Spot], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Find texts that a language of the file misses, and languages that nobody declared."""
    declared = _declared(root)
    for spot in _translated(spots):
        for lang in _wordings(spot) if not declared else ():
            if is_language(lang) and lang not in languages:
                text = f"hardly any other text is in `{lang}`: the file is in {' and '.join(languages)}"
                hint = f"delete it, or set meta.languages: [{', '.join((*languages, lang))}] and translate the rest"
                yield spot.report("E303", text, hint, lang, location=spot.key_location(lang))
        yield from _keys(spot, declared)
        yield from _missing(spot, languages)
    for spot in spots:
        yield from _mentions(spot, languages)


def _translated(spots: Iterable[Spot]) -> list[Spot]:
    return [spot for spot in spots if spot.kind is Text and isinstance(spot.node, Mapping)]


def _wordings(spot: Spot) -> dict[str, str | None]:
    """What a text in several languages says in each."""
    return {lang: item.value for lang, item in spot.entries.items() if isinstance(item, Scalar)}


def _declared(root: Node) -> tuple[str, ...]:
    # `cn` for `zh` is one mistake: the texts in zh are not a second.
    written = texts_in(find(root, ("meta", "languages")))
    intended = (tag if is_language(tag) else nearest_language(tag) for tag in written)
    return tuple(dict.fromkeys(tag for tag in intended if tag))


def _speaks(lang: str, among: Iterable[str]) -> bool:
    """Whether it is among those languages, itself or as the base of a regional one, or the other way round."""
    return any(lang == other or lang.startswith(f"{other}-") or other.startswith(f"{lang}-") for other in among)


def shown_in(spot: Spot, languages: Iterable[str]) -> list[str]:
    """The languages that a text is for."""
    return [lang for lang in languages if spot.only is None or _speaks(lang, spot.only)]


def _keys(spot: Spot, declared: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in spot.entries:
        location = spot.key_location(key)
        if not is_language(key):
            yield unknown_language(key, nearest_language(key)).at(location, path_text((*spot.path, key)))
        elif declared and not _speaks(key, declared):
            hint = f"add {key} to meta.languages, or delete this line"
            yield spot.report("E303", f"meta.languages does not name `{key}`", hint, key, location=location)


def _missing(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    known = spot.entries.keys()
    if not any(map(is_language, known)):
        return
    intended = {nearest_language(key) for key in known}  # `cn` for `zh` is one mistake, not two
    for lang in shown_in(spot, languages):
        if not _speaks(lang, known) and lang not in intended:
            hint = f"add `{lang}: …`, or `{lang}: null` to say nothing in {lang} on purpose"
            yield spot.report("E302", f"`{path_text(spot.path)}` is missing in {lang}", hint)
    for lang, value in _wordings(spot).items():
        if value is not None and not value.strip():
            hint = f"write it, or `{lang}: null` to say nothing in {lang} on purpose"
            yield spot.report("E204", f"the text in {lang} is empty", hint, lang)


def _mentions(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Languages named elsewhere: in ``only``, and as keys of ``layout.languages`` and ``basics.image``."""
    mentions: list[tuple[str, Location, tuple[str, ...]]] = []
    if spot.kind is Language and isinstance(spot.node, Scalar) and spot.key == "only":
        mentions = [(spot.node.value or "", spot.node.location, ())]
    elif spot.kind is ImagePaths or (spot.kind is dict and spot.owner is Layout and spot.key == "languages"):
        mentions = [(lang, spot.key_location(lang), (lang,)) for lang in spot.entries]
    for lang, location, below in mentions:
        if languages and is_language(lang) and not _speaks(lang, languages):
            hint = f"write one of {', '.join(languages)}, or translate the file into {lang}"
            yield spot.report("E303", f"no text is in `{lang}`", hint, *below, location=location)
