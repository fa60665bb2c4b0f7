r"""Sets inline Markdown as LaTeX, and adds what good typesetting does: which spaces close up, what stays together.

Chinese by clreq (Requirements for Chinese Text Layout), English by Bringhurst. The latter works on text and on the
LaTeX of `markup`, and adds no control word but ``\cvgap``, ``\cvunit``, ``\cvkeep``, ``\cvtie``, ``\cvshort``,
``\cvragged``, ``\cvclose``, ``\cvdash``, ``\cvapostrophe``, ``\cvwhole`` and a penalty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.latex.escape import SCRIPT_SPACE, Latex, escape_piece, escape_url
from cvtex.text.cjk import HANZI, is_cjk
from cvtex.text.inline import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

_WRAPS: Final = {
    "strong_open": r"\cvbold{",
    "em_open": r"\cvitalic{",
    **dict.fromkeys(("strong_close", "em_close", "link_close"), "}"),
}
# A space typed between a hanzi and a Latin letter or a figure: the typesetting has one of its own width there.
# Marks of emphasis may stand on one side of it; on both, they would run together.
_SPACES = re.compile(r"(?P<before>(?:[*`]|\*\*)?) +(?P<after>[*`]*)")
# A number and what it counts, which stay on one line (clreq 3.2.4); marks of emphasis may end between them.
_UNITS = "个名人次位年月日天周时小分秒项篇门万亿千百倍种类条台家届级元岁页行套件款场轮层维部本点步组张章余多"
_COUNTED = re.compile(rf"(?<![A-Za-z\\\d])(\d[\d,.]*\+?\}}*)( |\\cvspace\{{\}})?(?=[{_UNITS}])")
_SHORT_WORD = 6
# A space where a line ends only if much is lost otherwise: a short last word is a lesser fault than a hole.
_TIE = r"\penalty400\ "
_WHOLE = r"\cvwhole{}"
# A space of the text, or one that ends a control word or is one: those stay.
_TEXT_SPACE = re.compile(r"\\(?:[A-Za-z@]+)? | ")
_SCRIPT_SPACE = r"\cvspace{}"
# A number and what it counts, a large number in groups of three, and the initials of a name stay on one line where that
# costs little (SI brochure, 5.4.3; Chicago Manual of Style, 7.36).
_UNIT_WORDS = "million|billion|thousand|percent|minutes?|hours?|days?|weeks?|months?|years?|people|users|times"
_UNIT_SIGNS = "[kMGTmµnc]?(?:B|b|Hz|g|m|s|W|V|A|L|N|Pa|J)|min|h|pp|pt|km/h|[kMG]?bps|FPS|QPS"
_MEASURED = re.compile(
    rf"(?<=\d) (?=(?:{_UNIT_WORDS}|{_UNIT_SIGNS}|\d{{3}})(?![A-Za-z\d]))|(?<=(?<![A-Za-z])[A-Z]\.) (?=[A-Z])"
)
# An en dash between two hanzi: the spaces between scripts are not for it.
_DASH = re.compile(rf"(?<=[{HANZI}])–(?=[{HANZI}])")
# The plus of a number that hanzi end (10万+): it belongs to them, and there is no space of two scripts before it.
_PLUS = re.compile(rf"(?<=[{HANZI}])\+")
_FORMULA = r"\cvmath{"
# An apostrophe within a name in Latin letters: xeCJK takes it for the full-width quotation mark.
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
# A figure or a short word that ends a text behind hanzi: it seldom stands alone on a line.
_SCRAP = re.compile(
    rf"(?<=[{HANZI}])(\\cvspace\{{\}})?((?:\\cv(?:bold|italic)\{{)?[A-Za-z0-9.,+]{{1,5}}(?:\\%)?\}}?[。；]?)$"
)
# A long word behind a hanzi, which a line stays short before rather than that it is stretched.
_LONG = re.compile(rf"(?<=[{HANZI}])(\\cvspace\{{\}})?(?=(?:\\cv(?:bold|italic)\{{)?[A-Za-z][A-Za-z-]{{6}})")
# A last hanzi inside bold or italic type, and one behind its end: xeCJK does not see that they would stand alone.
_LAST = re.compile(rf"(?<=[{HANZI}])([{HANZI}][，。；！？]*\}}+[，。；！？]*)$")
_ALONE = re.compile(rf"(?<!\\cvspace\{{)(\}}+)([{HANZI}][，。；！？}}]*)$")


def markup(text: str, escaped: Callable[[str], str] = escape_piece) -> Latex:
    r"""Make LaTeX of `text`, with the macros ``\cvbold{} \cvitalic{} \cvcode{} \cvlink{url}{text} \cvmath{}``.

    What is neither code nor math is made LaTeX by ``escaped``.
    """
    return Latex("".join(_latex(token, escaped) for token in tokens(text)))


def _latex(token: Token, escaped: Callable[[str], str]) -> str:
    if token.type in _WRAPS:
        return _WRAPS[token.type]
    match token.type:
        case "code_inline":
            return rf"\cvcode{{{escape_piece(token.content)}}}"
        case "math":
            return rf"\cvmath{{{token.content}}}"
        case "link_open":
            return rf"\cvlink{{{escape_url(str(token.attrs['href']))}}}{{"
        case _:
            return escaped(token.content)


def with_script_spaces(text: str) -> str:
    """The same with `SCRIPT_SPACE` for each space between hanzi and Latin letters."""
    return _SPACES.sub(_space, text) if " " in text else text


def _space(match: re.Match[str]) -> str:
    before, after = match["before"], match["after"]
    left, right = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    closed = not (before and after) and ((is_cjk(left) and _is_latin(right)) or (_is_latin(left) and is_cjk(right)))
    return before + SCRIPT_SPACE + after if closed else match[0]


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ("%", "+", "$"))


def whole(latex: Latex) -> Latex:
    """The same as one of several things on a line: it stays whole where that costs little of the measure."""
    return _outside_formulas(latex, lambda text: _TEXT_SPACE.sub(_whole_space, text)) if " " in latex else latex


def _whole_space(match: re.Match[str]) -> str:
    return _WHOLE if match[0] == " " else match[0]


def _outside_formulas(latex: Latex, change: Callable[[str], str]) -> Latex:
    """The same with a change made to what is no formula: a space in one is none of the text."""
    first, *rest = latex.split(_FORMULA)
    parts = [change(first)]
    for part in rest:
        end = _end_of_group(part)
        parts += [_FORMULA, part[:end], change(part[end:])]
    return Latex("".join(parts))


def _end_of_group(latex: str) -> int:
    """Where the group ends that is open at the start."""
    depth = 1
    for match in re.finditer(r"\\.|[{}]", latex):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(latex)


def tied(latex: Latex) -> Latex:
    """The same with a short last word tied to the one before it: no line holds a syllable alone (Bringhurst, 2.4.4)."""
    latex = _outside_formulas(latex, lambda text: _MEASURED.sub(lambda _: _TIE, text))
    head, space, tail = latex.rpartition(" ")
    formula = head.rfind(_FORMULA)  # a tie inside a formula is a space that can be seen
    inside = formula >= 0 and head.count("{", formula) > head.count("}", formula)
    return (
        Latex(f"{head}{_TIE}{tail}")
        if space and len(tail.replace(_SCRIPT_SPACE, "")) <= _SHORT_WORD and not inside and not head.endswith("\\")
        else latex
    )


def chinese(latex: Latex) -> Latex:
    """The same with numbers tied to their units, dashes closed up to hanzi, and no hanzi alone on the last line."""
    counted = _PLUS.sub(r"\\cvclose{}+", _COUNTED.sub(_unit, latex))
    counted = _APOSTROPHE.sub(r"\\cvapostrophe{}", _SCRAP.sub(_scrap, counted))
    kept = _LAST.sub(r"\\cvkeep{}\1", _ALONE.sub(r"\1\\cvkeep{}\2", counted))
    return Latex(_DASH.sub(r"\\cvdash{}", kept))


def ragged(latex: Latex) -> Latex:
    """A Chinese paragraph whose lines stay short before a long word, rather than that its hanzi are spread.

    One with a title of several Latin words is not stretched at all.
    """
    short = _LONG.sub(lambda match: _typed(match[1]) + r"\cvshort{}", latex)
    return Latex((r"\cvragged{}" if r"\cvlang{en}" in latex else "") + short)


def _scrap(match: re.Match[str]) -> str:
    return _typed(match[1]) + r"\cvtie{}" + match[2]


def _unit(match: re.Match[str]) -> str:
    return match[1] + _typed(match[2]) + r"\cvunit{}"


def _typed(space: str | None) -> str:
    """A space that was typed where the typesetting has one of its own: it is drawn, so that readers find it."""
    return r"\cvgap{}" if space else ""
