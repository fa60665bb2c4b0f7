"""What a file in several languages owes its readers: every text in every language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cvtex.check.messages import unknown_language
from cvtex.errors import Message
from cvtex.load import Mapping, Node, Scalar, Sequence, path_text
from cvtex.resume import Language, Layout, Text, is_language, nearest_language
from cvtex.resume.languages import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic, Location
    from cvtex.load import NodePath

# A language that this few texts have, of this many that are translated, is a slip and not a plan.
_STRAY: Final = 2
_MANY: Final = 6


def languages_of(root: Node, spots: Iterable[Spot]) -> tuple[str, ...]:
    """The languages that a file declares, else those that its translations use; none where all texts are plain."""
    translated = [spot for spot in spots if spot.kind is Text and isinstance(spot.node, Mapping)]
    uses = Counter(lang for spot in translated for lang in _wordings(spot.node) if is_language(lang))
    fewest = _STRAY if len(translated) >= _MANY else 0
    return _declared(root) or in_order(lang for lang, count in uses.items() if count > fewest)


def check_languages(root: Node, spots: Iterable[Spot], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Find texts that a language of the file misses, and languages that nobody declared."""
    translated = [spot for spot in spots if spot.kind is Text and isinstance(spot.node, Mapping)]
    declared = _declared(root)
    uses = {lang for spot in translated for lang in _wordings(spot.node) if is_language(lang)}
    yield from _stray(translated, set() if declared else uses - set(languages), languages)
    for spot in translated:
        yield from _keys(spot, declared)
        yield from _missing(spot, languages)
    yield from _mentions(spots, languages)


def _wordings(node: Node) -> dict[str, str | None]:
    """What a mapping of translations says in each language."""
    entries = node.entries if isinstance(node, Mapping) else {}
    return {lang: item.value for lang, item in entries.items() if isinstance(item, Scalar)}


def _declared(root: Node) -> tuple[str, ...]:
    meta = root.entries.get("meta") if isinstance(root, Mapping) else None
    languages = meta.entries.get("languages") if isinstance(meta, Mapping) else None
    nodes = languages.items if isinstance(languages, Sequence) else (languages,)
    written = [node.value for node in nodes if isinstance(node, Scalar) and node.value]
    # `cn` for `zh` is one mistake: the texts in zh are not a second.
    intended = [tag if is_language(tag) else nearest_language(tag) for tag in written]
    return tuple(dict.fromkeys(tag for tag in intended if tag))


def _speaks(lang: str, among: Iterable[str]) -> bool:
    """Whether it is among those languages, itself or as the base of a regional one, or the other way round."""
    return any(lang == other or lang.startswith(f"{other}-") or other.startswith(f"{lang}-") for other in among)


def shown_in(spot: Spot, languages: Iterable[str]) -> list[str]:
    """The languages that a text is for."""
    return [lang for lang in languages if spot.only is None or _speaks(lang, spot.only)]


def _keys(spot: Spot, declared: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key, location in spot.node.keys.items() if isinstance(spot.node, Mapping) else ():
        path = path_text((*spot.path, key))
        if not is_language(key):
            yield unknown_language(key, nearest_language(key)).at(location, path)
        elif declared and not _speaks(key, declared):
            hint = f"add {key} to meta.languages, or delete this line"
            yield Message("E303", f"meta.languages does not name `{key}`", hint).at(location, path)


def _missing(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    known = spot.node.entries.keys() if isinstance(spot.node, Mapping) else ()
    if not any(map(is_language, known)):
        return
    intended = {nearest_language(key) for key in known}  # `cn` for `zh` is one mistake, not two
    path = path_text(spot.path)
    for lang in shown_in(spot, languages):
        if not _speaks(lang, known) and lang not in intended:
            hint = f"add `{lang}: …`, or `{lang}: null` to say nothing in {lang} on purpose"
            yield Message("E302", f"`{path}` is missing in {lang}", hint).at(spot.node.location, path)
    for lang, value in _wordings(spot.node).items():
        if value is not None and not value.strip() and isinstance(spot.node, Mapping):
            hint = f"write it, or `{lang}: null` to say nothing in {lang} on purpose"
            message = Message("E204", f"the text in {lang} is empty", hint)
            yield message.at(spot.node.entries[lang].location, path_text((*spot.path, lang)))


def _stray(translated: Iterable[Spot], stray: set[str], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    for spot in translated:
        for lang in stray & _wordings(spot.node).keys():
            text = f"hardly any other text is in `{lang}`: the file is in {' and '.join(languages)}"
            hint = f"delete it, or set meta.languages: [{', '.join((*languages, lang))}] and translate the rest"
            yield Message("E303", text, hint).at(spot.key_location(lang), path_text((*spot.path, lang)))


def _mentions(spots: Iterable[Spot], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Languages named elsewhere: in ``only``, and as keys of ``layout.languages``."""
    for spot in spots:
        mentions: list[tuple[str, Location, NodePath]] = []
        if spot.kind is Language and isinstance(spot.node, Scalar) and spot.key == "only":
            mentions = [(spot.node.value or "", spot.node.location, spot.path)]
        elif spot.kind is dict and spot.owner is Layout and spot.key == "languages" and isinstance(spot.node, Mapping):
            mentions = [(lang, location, (*spot.path, lang)) for lang, location in spot.node.keys.items()]
        for lang, location, path in mentions:
            if languages and is_language(lang) and not _speaks(lang, languages):
                hint = f"write one of {', '.join(languages)}, or translate the file into {lang}"
                yield Message("E303", f"no text is in `{lang}`", hint).at(location, path_text(path))
