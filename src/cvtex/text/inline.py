r"""Reads inline Markdown: ``**bold**``, ``*italic*``, ```code```, ``[text](url)`` and ``$math$``.

CommonMark's rules by markdown-it, with four differences, all for what stands in résumés:

- Everything else is literal: HTML, entities, images, bare URLs, underscores, headings, lists.
- Emphasis works beside Chinese punctuation, where CommonMark's flanking rules fail (``**“智能基座”**未来之星``).
- A backslash escapes only the characters that mean something here; before any other it is a backslash.
- A link whose address is refused and a formula that is not understood are literal: nothing is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import backtick
from markdown_it.rules_inline.state_inline import Delimiter

from cvtex.text.cjk import SHARED, is_cjk
from cvtex.text.lines import join_lines
from cvtex.text.math import MathRefusedError, read_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_RUN: Final = re.compile(r"\*+")
# Only behind a single backslash: \\[1cm] is LaTeX that someone typed, and stays as it is.
_ESCAPE: Final = re.compile(r"(?<!\\)\\([*`$\[\]])")
_URL_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
# A formula touches its dollars from inside and no digit follows it (pandoc's rule: $5k and $6k are prices).
# A letter before the dollar makes it money, too: US$5.
# Behind a letter a dollar is money (US$5), unless a script or a command follows: CO$_2$.
_OPENS: Final = r"(?:(?<![A-Za-z$])\$|(?<=[A-Za-z])\$(?=[_^\\]))"
_MATH: Final = re.compile(rf"{_OPENS}(?=[^\s$])([^$]*?[^\s$\\])\$(?![\d$])")
_HALF_MATH: Final = re.compile(rf"{_OPENS}(?=[^\s$]*(?:\^|\\[A-Za-z]))")
_LIKE_MATH: Final = re.compile(r"[\\^]|_\{")
# All other schemes start programs or read files.
_SAFE_URL: Final = re.compile(r"(?:https?://[^\s/]|mailto:[^\s/]|tel:[\d+])", re.IGNORECASE)


def is_safe_url(url: str) -> bool:
    """Whether a link may lead there: http, https, mailto and tel only, never a script or a file."""
    return _SAFE_URL.match(url) is not None


def tokens(text: str) -> Sequence[Token]:
    """Parse a text, with its lines joined, into markdown-it's tokens: what every output is made from.

    The types are ``text``, ``code_inline``, ``math`` (LaTeX in ``content``, its reading in ``meta["plain"]``), and the
    pairs ``strong_open``, ``em_open`` and ``link_open`` (``attrs["href"]``) with their ``_close``.
    """
    return _tokens(join_lines(text), {})


def plain_text(text: str) -> str:
    """Give what a reader reads on the page, and what copies out of the PDF but for white space."""
    return unicodedata.normalize("NFC", "".join(token.meta.get("plain", token.content) for token in tokens(text)))


def markup_problems(text: str) -> list[tuple[int, str]]:
    """Find what looks like markup and stays literal: the offset in `text`, and what is wrong there."""
    problems: dict[int, str] = {}
    for token in _tokens(re.sub(r"[\r\n]", " ", text), problems):
        if token.content == "*" and token.meta.get("run", 0) > 1:
            problems[token.meta["offset"]] = r"** without its pair is printed as it is; write \*\* if that is meant"
        elif token.content == "*" and token.meta.get("opens"):
            problems[token.meta["offset"]] = r"* without its pair is printed as it is; write \* if that is meant"
    return sorted(problems.items())


def _tokens(text: str, problems: dict[int, str]) -> Sequence[Token]:
    """Parse one line; `problems` receives what stays literal by its offset."""
    parser = _parser()
    return parser.inline.parse(text, parser, {"problems": problems}, [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    rules = parser.inline.ruler
    rules.at("escape", _escape)
    rules.at("backticks", _backticks)
    rules.at("emphasis", _emphasis)
    rules.at("link", _link)
    rules.push("math", _math)
    rules.enableOnly(["text", "escape", "backticks", "emphasis", "link", "math"])
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return parser


def _literal(state: StateInline, end: int, *, silent: bool) -> bool:
    """Take the source up to `end` as text."""
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _backticks(state: StateInline, silent: bool) -> bool:
    """Parse `code` as CommonMark does, and note a mark that has no partner."""
    start = state.pos
    if not backtick(state, silent):
        return False
    if not silent and state.pending.endswith("`") and state.src[start : state.pos].strip("`") == "":
        state.env["problems"][start] = r"` without its pair is printed as it is; write \` if that is meant"
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    match = _ESCAPE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match[1]
    state.pos = match.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Push each asterisk as a text of its own, with what markdown-it's pairing needs to know."""
    run = _RUN.match(state.src, state.pos, state.posMax)
    if silent or run is None:
        return False
    start, end = run.span()
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after)
    if not (opens or closes):
        return _literal(state, end, silent=silent)
    for _ in run[0]:
        token = state.push("text", "", 0)
        token.content = "*"
        # In front of a word and behind white space it opens, and nothing else; behind a word it marks a footnote.
        token.meta = {"run": end - start, "offset": start, "opens": opens and not closes}
        position = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), end - start, position, -1, opens, closes))
    state.pos = end
    return True


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether asterisks between these two characters can open, and can close, emphasis.

    CommonMark's left- and right-flanking runs, but where either neighbour is Chinese, punctuation inside the asterisks
    does not hinder them, unless it faces the wrong way: in ``张三*，李四*`` the asterisks are marks of their own.
    Between two digits they multiply or mask (``1024*768``, ``138****1234``).
    """
    if before.isdecimal() and after.isdecimal():
        return False, False
    chinese = _is_chinese(before) or _is_chinese(after)
    outer_before, outer_after = _is_outside(before), _is_outside(after)
    opens = not outer_after or (not after.isspace() and (outer_before or (chinese and not _closes(after))))
    closes = not outer_before or (not before.isspace() and (outer_after or (chinese and not _opens(before))))
    return bool(opens), bool(closes)


def _is_chinese(character: str) -> bool:
    return bool(character) and (character in SHARED or is_cjk(character))


def _is_outside(character: str) -> bool:
    """White space or punctuation, as CommonMark counts it."""
    return character.isspace() or unicodedata.category(character)[0] in "PS"


def _opens(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi")


def _closes(character: str) -> bool:
    return unicodedata.category(character) in ("Pe", "Pf") or character in ",.;:!?，。、；：！？…"


def _link(state: StateInline, silent: bool) -> bool:
    """Parse ``[text](url)``: no title, no reference, since neither would be printed."""
    start = state.pos
    if state.src[start] != "[" or state.linkLevel or state.src[start - 1 : start] == "!":
        return False
    middle = state.md.helpers.parseLinkLabel(state, start, disableNested=True)
    if middle < 0 or not state.src.startswith("](", middle, state.posMax):
        return False
    problems: dict[int, str] = state.env["problems"]
    address = state.md.helpers.parseLinkDestination(state.src, middle + 2, state.posMax)
    if not address.ok or not state.src.startswith(")", address.pos, state.posMax):
        problems[start] = "this is not a whole link: write [text](https://…), with no space or title in the brackets"
        return False
    end = address.pos + 1
    url = _URL_ESCAPE.sub(r"\1", re.sub(r"^<(.*)>$", r"\1", state.src[middle + 2 : address.pos]))
    if not is_safe_url(url):
        problems[start] = f"a link cannot lead to {url!r}: only http://, https://, mailto: and tel:"
        return _literal(state, end, silent=silent)
    if not state.src[start + 1 : middle].strip():
        problems[start] = "a link without text"
        return _literal(state, end, silent=silent)
    if not silent:
        _push_link(state, url, start + 1, middle)
    state.pos = end
    return True


def _push_link(state: StateInline, url: str, start: int, end: int) -> None:
    outer_end = state.posMax
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.pos, state.posMax = start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = outer_end
    state.push("link_close", "a", -1)


def _math(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    problems: dict[int, str] = state.env["problems"]
    match = _MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        if _HALF_MATH.match(state.src, state.pos, state.posMax):
            problems[state.pos] = r"$ without its pair is printed as it is; write \$ if that is meant"
        return False
    try:
        formula = read_formula(match[1])
    except MathRefusedError as error:
        if not _LIKE_MATH.search(match[1]):
            return False  # two prices, most likely
        problems[state.pos] = f"${match[1]}$ is printed as it is: {error}"
        return _literal(state, match.end(), silent=silent)
    if not silent:
        token = state.push("math", "", 0)
        token.content = formula.latex
        token.meta = {"plain": formula.plain}
    state.pos = match.end()
    return True
