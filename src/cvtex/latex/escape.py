"""Makes LaTeX of plain text and URLs that prints exactly them.

The promise: no text, whatever it holds, becomes a command. The only control sequences that come out are those of
`RULES`. Quotes, ``--`` and ``?`` followed by a backtick are left alone: they come out literally because fonts are
loaded without TeX's ligatures (``Ligatures=TeX`` stays off).

Long words may break: addresses, paths, identifiers, and words that no line can hold. Nothing is hyphenated: the pieces
copy out as the word. The first choice is behind a mark that parts an address, as in Bringhurst's and the Chicago
Manual's rules for URLs; a run without marks may break anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote

from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from cvtex.text.inline import is_safe_url
from cvtex.text.lines import ZERO_WIDTH_SPACE, join_lines, with_breaks

SCRIPT_SPACE: Final = "\u2005"
"""A space between a hanzi and a Latin letter, as wide as the one that the typesetting has there of itself."""

RULES: Final = {
    # A form feed is a command (\outer\par) and other controls stop TeX. `load` refuses them all; should one come by
    # another way, a missing glyph reports it.
    **dict.fromkeys((*range(0x09), *range(0x0A, 0x20), *range(0x7F, 0xA0)), "\ufffd"),
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\{",
    ord("}"): r"\}",
    ord("$"): r"\$",
    ord("&"): r"\&",
    ord("#"): r"\#",
    ord("%"): r"\%",
    ord("_"): r"\_",
    ord("^"): r"\textasciicircum{}",
    ord("~"): r"\textasciitilde{}",
    # Read as an argument where they stand right behind \\ or \item.
    ord("["): "{[}",
    ord("]"): "{]}",
    ord("*"): "{*}",
    ord(ZERO_WIDTH_SPACE): r"\cvbreak{}",
    ord(SCRIPT_SPACE): r"\cvspace{}",
}
"""Every character that is not itself in LaTeX, by code point."""

_ENCODER: Final = UnicodeToLatexEncoder(
    conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, RULES)],
    replacement_latex_protection="none",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL_RULES: Final = {ord(character): f"\\{character}" for character in "%#&_~"}


class Latex(str):
    """Text that is LaTeX already."""

    __slots__ = ()


def escape(text: str) -> Latex:
    """Make LaTeX that prints `text`, in NFC and with its lines joined."""
    return escape_piece(join_lines(text))


def escape_piece(text: str) -> Latex:
    """Make LaTeX of a part of a longer text: white space at its ends stays, and long words may break."""
    return Latex(_ENCODER.unicode_to_latex(with_breaks(unicodedata.normalize("NFC", text))))


def escape_url(url: str) -> Latex:
    r"""Make the first argument of ``\href``: percent-encoded ASCII (RFC 3986), then safe for TeX.

    Raises:
        ValueError: The scheme is not http, https, mailto or tel.
    """
    if not is_safe_url(url):
        raise ValueError(f"a link cannot lead to {url!r}: only http://, https://, mailto: and tel:")
    # $ is encoded too: hyperref prints \$ as \textdollar.
    encoded = quote(_STRAY_PERCENT.sub("%25", url), safe=":/?#[]@!&'()*+,;=%~")
    return Latex(encoded.translate(_URL_RULES))
