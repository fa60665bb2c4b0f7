"""Texts: those that a language shows untranslated or says differently, and half-width punctuation in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.check.languages import shown_in
from cvtex.check.lint.facts import differences
from cvtex.check.walk import wordings
from cvtex.errors import Message
from cvtex.load import Mapping, path_text
from cvtex.resume import Basics, Item
from cvtex.text.cjk import FULL_WIDTH, has_hanzi, is_cjk_language, is_hanzi, is_written_without_spaces

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
        if spot.key in _NAMES_AS_THEY_ARE or not _is_chinese(spot.text):
            continue
        if foreign := [lang for lang in shown_in(spot, file.languages) if not is_cjk_language(lang)]:
            other = foreign[0]
            # What is no item, such as a text of `basics`, has no `only`.
            alone = "with only: [zh]" if issubclass(spot.owner, Item) else f"{{zh: …, {other}: null}}"
            text = f"this Chinese text stands in {' and '.join(foreign)} as it is"
            hint = f"translate it, {{zh: …, {other}: …}}, or show it in Chinese alone, {alone}"
            yield spot.report("W414", text, hint)


def _is_chinese(value: str) -> bool:
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
        value, original = nodes[lang].value or "", nodes[first].value or ""
        if value.strip() == original.strip():
            if _is_more_than_a_name(value, (first, lang)):
                hint = "translate it; or, if it is the same in all languages, write it once, as plain text"
                yield spot.report("W414", f"the text in {lang} is the same as in {first}", hint, lang)
        elif not (spot.owner is Basics and spot.key == "phone"):  # with the country's code in one, without in the other
            for difference in differences(original, value, first, lang):
                yield spot.report("W415", difference, "make them agree, unless they are meant to differ", lang)


def _is_more_than_a_name(value: str, languages: tuple[str, str]) -> bool:
    if has_hanzi(value):
        return not all(map(is_cjk_language, languages)) and sum(map(is_hanzi, value)) > _NAME_HANZI
    return sum(map(str.isalpha, value)) > _NAME_LETTERS


# -- punctuation -------------------------------------------------------------------------------------------------------

# Not hanzi themselves: `re` takes 0.6 ms for each set that has them, and 4 ms is much of a check.
_WIDE: Final = r"[^\x00-\xff]"
_END: Final = r"\**\s*$"
# The asterisks of bold type are not seen on the page.
_CANDIDATE: Final = re.compile(
    rf"(?<={_WIDE})\**(?P<mark>[,;:!?](?= ?\**{_WIDE}|{_END})|\.(?=\**{_WIDE}|{_END})"
    rf"|\((?=[^()]*{_WIDE})|\)(?={_WIDE}))"
    rf"|\"(?={_WIDE})[^\"]*(?<={_WIDE})\"|(?<![A-Za-z])'(?={_WIDE})[^']*(?<={_WIDE})'"
)
_QUOTES: Final = {'"': "“…”", "'": "‘…’"}
_OPENING: Final = "（《〈「『【〔"
_CLOSING: Final = "）》〉」』】〕"
_NEAR: Final = 6


def half_width(file: File) -> Iterator[Diagnostic]:
    """W419: the first such mark of each text."""
    for spot in file.texts:
        for path, node in wordings(spot):
            value = node.value or ""
            candidates = () if value.isascii() else tuple(_CANDIDATE.finditer(value))
            if not candidates:
                continue
            languages = (str(path[-1]),) if isinstance(spot.node, Mapping) else file.languages
            chinese = has_hanzi(value) and (all(map(is_written_without_spaces, languages)) or _is_chinese(value))
            if match := next((match for match in candidates if _is_wrong(match, chinese=chinese)), None):
                start, end = match.span("mark" if match["mark"] else 0)
                mark, near = value[start], value[max(start - _NEAR, 0) : end + _NEAR].strip()
                right = _QUOTES.get(mark) or FULL_WIDTH[mark]
                message = Message("W419", f"half-width {mark} in Chinese text, near `{near}`", f"write {right}")
                yield message.at(node.location, path_text(path))


def _is_wrong(match: re.Match[str], *, chinese: bool) -> bool:
    """Whether Chinese characters or full-width marks are on both sides of a mark, or hanzi within a pair of quotes.

    In a Chinese text its end counts too, and so do “ and ”, which other languages share.
    """
    mark = match["mark"]
    if not mark:
        return is_hanzi(match[0][1]) and is_hanzi(match[0][-2])
    before, rest = match.string[match.start() - 1], match.string[match.end() :].strip()
    if not is_hanzi(before) and before not in (_CLOSING + "”’" if chinese else _CLOSING):
        return False
    if mark == "(" and chinese:
        return has_hanzi(re.split("[()]", rest, maxsplit=1)[0])
    after = rest.lstrip(" *")[:1]
    if not after:
        return chinese
    return is_hanzi(after) or after in (_OPENING + "“‘" if chinese else _OPENING)
