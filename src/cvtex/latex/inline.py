r"""Sets inline Markdown as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.latex.escape import Latex, escape_piece, escape_url
from cvtex.text.inline import tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_WRAPS: Final = {
    "strong_open": r"\cvbold{",
    "em_open": r"\cvitalic{",
    **dict.fromkeys(("strong_close", "em_close", "link_close"), "}"),
}


def markup(text: str) -> Latex:
    r"""Make LaTeX of `text`, with the macros ``\cvbold{} \cvitalic{} \cvcode{} \cvlink{url}{text} \cvmath{}``."""
    return Latex("".join(map(_latex, tokens(text))))


def _latex(token: Token) -> str:
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
            return escape_piece(token.content)
