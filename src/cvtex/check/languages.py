"""What a file in several languages owes its readers: every text in every language, and the same facts in each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cvtex.check.commas import in_quotes, torn
from cvtex.check.facts import differences
from cvtex.check.finding import finding
from cvtex.check.sayings import language_said
from cvtex.load import Mapping, Node, Scalar, Sequence, path_text
from cvtex.resume import Basics, Language, Layout, Text, is_language, nearest_language
from cvtex.resume.languages import in_order
from cvtex.text.cjk import has_hanzi, is_cjk_language, is_hanzi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic, Location

# A language that this few texts have, of this many that are translated, is a slip and not a plan.
_STRAY: Final = 2
_MANY: Final = 6

# Longer than the names of most people and firms: what is the same in both languages may be meant so.
_NAME_LETTERS: Final = 40
_NAME_HAN: Final = 4
_SENTENCE_HAN: Final = 12
_FEWEST_HAN: Final = 2
# Written the same in every language, whoever reads it; a street as the post there takes it.
_NAMES_AS_THEY_ARE: Final = frozenset({"phone", "url", "email", "username", "address"})


def check_languages(root: Node, spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """Find texts that a language misses, languages that nobody declared, and texts that say different things."""
    texts = [spot for spot in spots if spot.kind is Text]
    translated = [spot for spot in texts if isinstance(spot.node, Mapping)]
    declared = _declared(root)
    uses = Counter(lang for spot in translated for lang in _wordings(spot.node) if is_language(lang))
    stray = set() if declared else {n for n, count in uses.items() if count <= _STRAY and len(translated) >= _MANY}
    languages = declared or in_order(uses.keys() - stray)
    yield from _stray(translated, stray, languages)
    for spot in translated:
        yield from _keys(spot, declared)
        yield from _missing(spot, languages)
        yield from _compared(spot, languages)
    if len(languages) > 1:
        yield from _untranslated((spot for spot in texts if isinstance(spot.node, Scalar)), languages)
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
    meant = [tag if is_language(tag) else nearest_language(tag) for tag in written]
    return tuple(dict.fromkeys(tag for tag in meant if tag))


def _speaks(lang: str, among: Iterable[str]) -> bool:
    """Whether it is among those languages, itself or as the base of a regional one, or the other way round."""
    return any(lang == other or lang.startswith(f"{other}-") or other.startswith(f"{lang}-") for other in among)


def _wanted(spot: Spot, languages: Iterable[str]) -> list[str]:
    """The languages that a text is for."""
    return [lang for lang in languages if spot.only is None or _speaks(lang, spot.only)]


def _keys(spot: Spot, declared: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not isinstance(spot.node, Mapping):
        return
    for key, location in spot.node.keys.items():
        path = path_text((*spot.path, key))
        if not is_language(key) and (whole := torn(spot.node, key)):
            yield finding("E201", f"`{key}` is read as a key, because of the comma", location, path, in_quotes(*whole))
        elif not is_language(key):
            said = language_said(key, nearest_language(key))
            yield finding(said.code, said.message, location, path, said.hint)
        elif declared and not _speaks(key, declared):
            hint = f"add {key} to meta.languages, or delete this line"
            yield finding("E303", f"meta.languages does not name `{key}`", location, path, hint)


def _missing(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    known = spot.node.entries.keys() if isinstance(spot.node, Mapping) else ()
    if not any(map(is_language, known)):
        return
    meant = {nearest_language(key) for key in known}  # `cn` for `zh` is one mistake, not two
    for lang in _wanted(spot, languages):
        if not _speaks(lang, known) and lang not in meant:
            message = f"`{path_text(spot.path)}` is missing in {lang}"
            hint = f"add `{lang}: …`, or `{lang}: null` to say nothing in {lang} on purpose"
            yield finding("E302", message, spot.node.location, path_text(spot.path), hint)
    for lang, value in _wordings(spot.node).items():
        if value is not None and not value.strip() and isinstance(spot.node, Mapping):
            location, path = spot.node.entries[lang].location, path_text((*spot.path, lang))
            hint = f"write it, or `{lang}: null` to say nothing in {lang} on purpose"
            yield finding("E204", f"the text in {lang} is empty", location, path, hint)


def _stray(translated: Iterable[Spot], stray: set[str], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    for spot in translated:
        for lang in _wordings(spot.node):
            if lang in stray and isinstance(spot.node, Mapping):
                message = f"hardly any other text is in `{lang}`: the file is in {' and '.join(languages)}"
                hint = f"delete it, or set meta.languages: [{', '.join((*languages, lang))}] and translate the rest"
                path = path_text((*spot.path, lang))
                yield finding("E303", message, spot.node.keys[lang], path, hint)


def _mentions(spots: Iterable[Spot], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Languages named elsewhere: in ``only``, and as keys of ``layout.languages``."""
    for spot in spots:
        named: dict[str, Location] = {}
        if spot.kind is Language and isinstance(spot.node, Scalar) and spot.key == "only":
            named[spot.node.value or ""] = spot.node.location
        elif spot.kind is Layout and isinstance(spot.node, Mapping):
            own = spot.node.entries.get("languages")
            named |= own.keys if isinstance(own, Mapping) else {}
        for lang, location in named.items():
            if languages and is_language(lang) and not _speaks(lang, languages):
                path = path_text(spot.path if spot.key == "only" else (*spot.path, "languages", lang))
                hint = f"write one of {', '.join(languages)}, or translate the file into {lang}"
                yield finding("E303", f"no text is in `{lang}`", location, path, hint)


# -- what the wordings say --------------------------------------------------------------------------------------------


def _compared(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Compare the wordings with the first language's, and warn of what cannot be a translation."""
    wordings = _wordings(spot.node)
    said = [(lang, value) for lang in (*languages, *wordings) if (value := wordings.get(lang))]
    for lang, value in dict(said[1:]).items():
        first, original = said[0]
        if lang == first or not isinstance(spot.node, Mapping):
            continue
        location, path = spot.node.entries[lang].location, path_text((*spot.path, lang))
        if value.strip() == original.strip():
            if _is_more_than_a_name(value, (first, lang)):
                hint = "translate it; or, if it is the same in all languages, write it once, as plain text"
                message = f"the text in {lang} is the same as in {first}"
                yield finding("W414", message, location, path, hint)
        elif not (spot.owner is Basics and spot.key == "phone"):  # with the country's code in one, without in the other
            for difference in differences(original, value, first, lang):
                hint = "make them agree, unless they are meant to differ"
                yield finding("W415", difference, location, path, hint)


def _is_more_than_a_name(value: str, languages: tuple[str, str]) -> bool:
    if has_hanzi(value):
        foreign = [lang for lang in languages if not is_cjk_language(lang)]
        return bool(foreign) and sum(map(is_hanzi, value)) > _NAME_HAN
    return sum(map(str.isalpha, value)) > _NAME_LETTERS


def _untranslated(plain: Iterable[Spot], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A Chinese text that is not marked as Chinese stands in the English résumé too."""
    for spot in plain:
        foreign = [lang for lang in _wanted(spot, languages) if not is_cjk_language(lang)]
        value = spot.node.value if isinstance(spot.node, Scalar) else None
        if foreign and value and spot.key not in _NAMES_AS_THEY_ARE and _is_chinese(value):
            message = f"this Chinese text stands in {' and '.join(foreign)} as it is"
            hint = f"translate it, {{zh: …, {foreign[0]}: …}}, or show it in Chinese alone, with only: [zh]"
            yield finding("W414", message, spot.node.location, path_text(spot.path), hint)


def _is_chinese(value: str) -> bool:
    """Whether a text is a Chinese sentence, or hardly anything but hanzi; a Chinese title in an English text is not."""
    han = sum(map(is_hanzi, value))
    return han > _SENTENCE_HAN or (han >= _FEWEST_HAN and 2 * han >= sum(map(str.isalnum, value)))
