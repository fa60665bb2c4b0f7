"""Texts that a language shows untranslated, and translations that do not say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.check.languages import shown_in
from cvtex.check.lint.facts import differences
from cvtex.check.walk import wordings
from cvtex.errors import Message
from cvtex.load import Mapping, Scalar, path_text
from cvtex.resume import Basics, Item
from cvtex.text.cjk import has_hanzi, is_cjk_language, is_hanzi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.lint.engine import File
    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic

# Longer than the names of most people and firms: what is the same in both languages may be meant so.
_NAME_LETTERS: Final = 40
_NAME_HANZI: Final = 4
_SENTENCE_HANZI: Final = 12
_FEWEST_HANZI: Final = 2
# Written the same in every language, whoever reads it; a street as the post there takes it.
_NAMES_AS_THEY_ARE: Final = frozenset({"phone", "url", "email", "username", "address"})


def untranslated(file: File) -> Iterator[Diagnostic]:
    """W414: a Chinese text that is not marked as Chinese is printed in the English résumé too."""
    for spot in file.texts if len(file.languages) > 1 else ():
        value = spot.node.value if isinstance(spot.node, Scalar) else None
        if not value or spot.key in _NAMES_AS_THEY_ARE or not is_chinese(value):
            continue
        if foreign := [lang for lang in shown_in(spot, file.languages) if not is_cjk_language(lang)]:
            other = foreign[0]
            # What is no item, such as a text of `basics`, has no `only`.
            alone = "with only: [zh]" if issubclass(spot.owner, Item) else f"{{zh: …, {other}: null}}"
            text = f"this Chinese text stands in {' and '.join(foreign)} as it is"
            hint = f"translate it, {{zh: …, {other}: …}}, or show it in Chinese alone, {alone}"
            yield Message("W414", text, hint).at(spot.node.location, path_text(spot.path))


def is_chinese(value: str) -> bool:
    """Whether a text is a Chinese sentence, or hardly anything but hanzi; a Chinese title in an English text is not."""
    hanzi, letters = sum(map(is_hanzi, value)), sum(map(str.isalnum, value))
    return 0 < hanzi == letters or hanzi > _SENTENCE_HANZI or (hanzi >= _FEWEST_HANZI and 2 * hanzi >= letters)


def compared(file: File) -> Iterator[Diagnostic]:
    """W414, W415: wordings that are the same as the first language's, or whose numbers or links differ from it."""
    for spot in file.texts:
        if isinstance(spot.node, Mapping):
            yield from _compared(spot, file.languages)


def _compared(spot: Spot, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    nodes = {str(path[-1]): node for path, node in wordings(spot)}
    first, *others = [lang for lang in dict.fromkeys((*languages, *nodes)) if lang in nodes] or [""]
    for lang in others:
        location, path = nodes[lang].location, path_text((*spot.path, lang))
        value, original = nodes[lang].value or "", nodes[first].value or ""
        if value.strip() == original.strip():
            if _is_more_than_a_name(value, (first, lang)):
                hint = "translate it; or, if it is the same in all languages, write it once, as plain text"
                yield Message("W414", f"the text in {lang} is the same as in {first}", hint).at(location, path)
        elif not (spot.owner is Basics and spot.key == "phone"):  # with the country's code in one, without in the other
            for difference in differences(original, value, first, lang):
                hint = "make them agree, unless they are meant to differ"
                yield Message("W415", difference, hint).at(location, path)


def _is_more_than_a_name(value: str, languages: tuple[str, str]) -> bool:
    if has_hanzi(value):
        foreign = [lang for lang in languages if not is_cjk_language(lang)]
        return bool(foreign) and sum(map(is_hanzi, value)) > _NAME_HANZI
    return sum(map(str.isalpha, value)) > _NAME_LETTERS
