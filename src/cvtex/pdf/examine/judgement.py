"""Judges an examined PDF as what people and parsers are to read a résumé from, whichever tool made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.errors import Message
from cvtex.pdf.text import named
from cvtex.text.shorten import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.pdf.examine import Examined
    from cvtex.pdf.examine.accessibility import Tags
    from cvtex.pdf.examine.hidden import HiddenText, Reason
    from cvtex.pdf.examine.spaces import WordGaps

_FEWEST_LETTERS: Final = 20  # on all pages: less is a scan with a stamp, or nothing
# Of all gaps between words: less are oddities, such as those of a formula.
_MOST_JOINED: Final = 0.01
_EXAMPLES: Final = 4
_LONGEST_QUOTE: Final = 60
_REASONS: Final[dict[Reason, tuple[str, str]]] = {
    "size": ("is smaller than 1 pt", "show it in a size that can be read, or delete it"),
    "invisible": ("is drawn without paint", "show it, or delete it"),
    "off the page": ("stands off the page", "move it onto the page, or delete it"),
    "colour": ("has the colour of what is behind it", "give it a colour that can be read, or delete it"),
    "covered": ("is covered, or cut off", "bring it to the front, or delete it"),
}


def judged(examined: Examined) -> Iterator[Message]:
    """What is wrong with a PDF, or worth a note, besides what `findings` says of it."""
    yield from _text(examined)
    yield from _order(examined)
    yield from _words(examined.gaps)
    yield from _hidden(examined.hidden)
    for alike in examined.look_alikes:
        yield Message(
            "P519",
            f"{named(alike.character)} stands for {named(alike.common)} in the PDF's text ({alike.place})",
            "whoever searches for the word as it is typed does not find it: write the common character there",
        )
    yield from _tags(examined.tags)
    about = examined.about
    unnamed = [name for name, value in (("a language", about.language), ("a title", about.title)) if not value]
    if unnamed:
        yield Message(
            "P513",
            f"the PDF does not name {' and '.join(unnamed)}",
            "readers show the file's name in place of a title, and screen readers guess how to pronounce it",
        )


def _text(examined: Examined) -> Iterator[Message]:
    if sum(character.isalnum() for character in examined.inspection.text) < _FEWEST_LETTERS:
        what = "only pictures" if examined.about.images else "no text"
        yield Message(
            "P510",
            f"the PDF holds {what}: nobody can search or copy it, and no program can read it",
            "export it as text instead of as a picture or as outlines",
        )


def _order(examined: Examined) -> Iterator[Message]:
    for jump in examined.order.jumps:
        yield Message(
            "P511",
            f"page {jump.page}: the text goes back up, from “{jump.before}” to “{jump.after}”",
            "parsers read columns and boxes in different orders: one column from top to bottom is safe",
        )
    if gaps := examined.order.gaps:
        more = f", and {len(gaps) - 1} more" if len(gaps) > 1 else ""
        yield Message(
            "P512",
            f"page {gaps[0].page}: a wide gap between “{gaps[0].before}” and “{gaps[0].after}”{more}",
            "some parsers take it for two columns and read what stands behind it elsewhere",
        )


def _words(gaps: WordGaps) -> Iterator[Message]:
    if len(gaps.joined) > _MOST_JOINED * gaps.count:
        examples = ", ".join(f"“{pair}”" for pair in list(dict.fromkeys(map(str, gaps.joined)))[:_EXAMPLES])
        yield Message(
            "P514",
            f"{len(gaps.joined)} of {gaps.count} gaps between words have no space in them, so pypdf, pdfplumber and "
            f"what is built on them join the words, first on page {gaps.joined[0].page}: {examples}",
            "let the tool write spaces: \\pdfinterwordspaceon in pdfLaTeX; Typst, Word, browsers and cvtex write them",
        )


def _hidden(hidden: HiddenText) -> Iterator[Message]:
    for found in hidden.found:
        what, hint = _REASONS[found.reason]
        words = "a word" if len(found.words) == 1 else f"{len(found.words)} words"
        quoted = printable(shorten(" ".join(found.words), _LONGEST_QUOTE))
        yield Message(
            "P517",
            f"page {found.page}: {words} of text that {what}: “{quoted}”",
            f"{hint}: screeners take hidden words for a trick",
        )
    for page in hidden.scans:
        yield Message(
            "P518",
            f"page {page} is a scanned page with a text layer",
            "programs read what was recognised in the picture, with its mistakes: export the text itself",
        )


def _tags(tags: Tags) -> Iterator[Message]:
    if not tags.there:
        what = "has tags, but does not say so (/Marked), so readers ignore them" if tags.elements else "has no tags"
        yield Message(
            "P515",
            f"the PDF {what}: screen readers guess the order, and what is a heading",
            "export it as a tagged PDF (PDF/UA); cvtex, Typst and Word do",
        )
        return
    missing = []
    if not tags.headings:
        missing.append("no heading")
    if tags.loose_links:
        first = shorten(printable(tags.loose_links[0]), _LONGEST_QUOTE)
        links = "a link" if len(tags.loose_links) == 1 else f"{len(tags.loose_links)} links"
        missing.append(f"{links} that no tag holds, such as “{first}”")
    if tags.bare_pictures:
        pictures = "a picture" if tags.bare_pictures == 1 else f"{tags.bare_pictures} pictures"
        missing.append(f"{pictures} without a description (/Alt)")
    if missing:
        yield Message(
            "P516",
            f"the PDF is tagged, with {', and '.join(missing)}",
            "screen readers jump from heading to heading, follow links, and read descriptions aloud",
        )
