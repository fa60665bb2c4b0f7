"""Sets Jinja up for LaTeX: delimiters that LaTeX leaves alone, and escaping that nobody has to ask for.

``<< value >>`` prints, ``<% if … %>`` decides, ``<# … #>`` is a comment. Every printed value is escaped unless it is
`Latex` already; ``| md`` reads inline Markdown first, and ``| raw`` is for what the program itself made. A name that
does not exist is an error.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cvtex import __version__
from cvtex.errors import EngineError, Location, Message
from cvtex.latex.escape import Latex, escape_piece, escape_url
from cvtex.latex.inline import chinese, markup, ragged, tied, whole, with_script_spaces
from cvtex.latex.languages import escape_foreign
from cvtex.system.cache import cache_folder, publish, read, signature
from cvtex.text.cjk import has_hanzi, is_written_without_spaces
from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jinja2.bccache import Bucket

    from cvtex.resume.locale import Locale


# 3.62/4.00, 3.9, 4,3/5: not 86/100, nor First Class.
_GRADE_POINTS = re.compile(r"\s*\d(?:[.,]\d+)?\s*(?:/\s*(?:10|\d)(?:[.,]\d+)?)?\s*(?:$|[(（])")


_FULL_WIDTH_CLOSING = "）》”」】』"


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown, omitted or measured by itself: its LaTeX, where it stands in the file, the texts a reader finds.

    A block is the header, a heading, an entry's head, one bullet in one of its wordings, one row.
    """

    latex: str
    path: str
    texts: tuple[str, ...]


class CheckedBytecodeCache(jinja2.BytecodeCache):
    """Caches compiled templates, one file each, as compiling takes longer than rendering.

    Jinja's own ``FileSystemBytecodeCache`` does not look at what it reads: one flipped bit in a file of it and
    ``salary 100`` was printed as ``salary 900``. Here a file is read as this user published it, or not at all.
    """

    def __init__(self) -> None:
        """Keep apart what is compiled by different programs: this file sets Jinja up."""
        identity = repr((__version__, __file__, signature(__file__)))
        self._prefix = hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if there is something to fill it with."""
        data = read(self._file(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Publish what was compiled, where that can be done."""
        publish(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return cache_folder() / "templates" / f"{self._prefix}-{bucket.key}"


class Printer:
    """Renders the files of one template in one language, and notes its blocks and the texts that it printed."""

    def __init__(
        self, folders: tuple[Path, ...], locale: Locale, style: Mapping[str, str | float] | None = None
    ) -> None:
        """Read templates from these folders, the first that has a file of a name; the style is that of the design."""
        self.locale = locale
        self.style = style or {}
        self.blocks: list[Block] = []
        self._folders = folders
        self._cjk = is_written_without_spaces(locale.tag)
        self._printed: list[str] = []
        self._parsed: dict[str, tuple[str, Latex]] = {}
        self._escape = partial(escape_foreign, cjk=self._cjk)
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            block_start_string="<%",
            block_end_string="%>",
            variable_start_string="<<",
            variable_end_string=">>",
            comment_start_string="<#",
            comment_end_string="#>",
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            finalize=self._finalize,
            autoescape=False,
            bytecode_cache=CheckedBytecodeCache(),
        )
        filters: dict[str, Callable[..., object]] = {
            "md": self.md,
            "prose": self.prose,
            "colon": self.colon,
            "capitals": _capitals,
            "doi": self.doi,
            "names": self.names,
            "together": self.together,
            "raw": Latex,
            "code_point": lambda character: Latex(f'"{ord(character):X}'),
            "colour": _colour,
            "pdf_string": _pdf_string,
            "link": self.link,
            "listed": self.listed,
            "italic": self.italic,
            "labelled": self.labelled,
        }
        self._environment.filters = {**self._environment.filters, **filters}
        self._environment.globals.update(
            locale=locale,
            style=self.style,
            line=self.line,
            phrase=self.phrase,
            sentence=self.sentence,
            listed=self.listed,
            bold=lambda value: _wrapped("cvbold", self.md(value)),
            semibold=lambda value: _wrapped("cvsemibold", self.md(value)),
        )

    def add(self, file: str, path: str, /, **values: object) -> int:
        """Render one file of the template with these values as a block, and return the number of the block.

        Raises:
            EngineError: The template is wrong.
        """
        latex, texts = self.render(file, values)
        self.blocks.append(Block(latex, path, texts))
        return len(self.blocks) - 1

    def render(self, name: str, values: dict[str, object]) -> tuple[str, tuple[str, ...]]:
        """One file of the template with these values: its LaTeX, and the texts in it.

        Raises:
            EngineError: The template is wrong.
        """
        self._printed = []
        try:
            latex = self._environment.get_template(name).render(values)
        except jinja2.TemplateNotFound as error:
            raise self._wrong(str(error.name or name), None, "there is no such file") from error
        except jinja2.TemplateSyntaxError as error:
            raise self._wrong(error.name or name, error.lineno, error.message or str(error)) from error
        except UnicodeDecodeError as error:
            raise self._wrong(name, None, "it is not UTF-8") from error
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._wrong(name, _line_in(error, name), str(error)) from error
        return latex.strip(), tuple(self._printed)

    def _wrong(self, name: str, line: int | None, message: str) -> EngineError:
        file = next((folder / name for folder in self._folders if (folder / name).is_file()), self._folders[0] / name)
        hint = "fix it there; `--template classic` builds without it"
        return EngineError(
            Message("E621", f"the template's {name} is wrong: {message}", hint).at(Location(str(file), line))
        )

    # -- filters ----------------------------------------------------------------------

    def _finalize(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Latex):
            return value
        text = str(value)
        # A number is a length or a share that the program made: what a résumé says is text.
        if isinstance(value, str) and text.strip():
            self._printed.append(text)
        return self._escape(text)

    def md(self, value: object) -> Latex | None:
        """Inline Markdown as LaTeX; nothing stays nothing."""
        if value is None or isinstance(value, Latex):
            return value
        text = str(value)
        parsed = self._parsed.get(text)
        if parsed is None:  # a list of courses comes in a dozen wordings of the same courses
            latex = markup(with_script_spaces(text) if self._cjk else text, self._escape)
            latex = chinese(latex) if self._cjk else latex
            parsed = self._parsed[text] = (plain_text(text), latex)
        self._printed.append(parsed[0])
        return parsed[1]

    def prose(self, value: object) -> Latex | None:
        """A sentence or a paragraph with inline Markdown: a short last word does not stand alone on its line."""
        latex = self.md(value)
        if latex is None:
            return None
        return ragged(tied(latex)) if self._cjk else tied(latex)

    def link(self, value: object, url: object) -> Latex | None:
        """The value, linked where there is a URL; the URL stands for a value that is not there."""
        if value is None:
            value = url
        if value is None:
            return None
        text = value if isinstance(value, Latex) else Latex(self._finalize(value))
        return Latex(rf"\cvlink{{{escape_url(str(url))}}}{{{text}}}") if url else text

    def together(self, value: object) -> Latex | None:
        """A name that goes down to the next line whole, where that leaves no large hole."""
        latex = self.md(value)
        return None if latex is None else Latex(rf"\cvtogether{{{whole(latex)}}}")

    def doi(self, url: object) -> Latex | None:
        """The DOI that an address leads to, linked; nothing for another address."""
        match = re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", str(url or ""))
        return self.link(f"doi:{match[1]}", url) if match else None

    def listed(self, values: object) -> Latex | None:
        """Several values joined as the language joins a list."""
        if not isinstance(values, tuple):
            return self.md(values)
        return (
            Latex(escape_piece(self.locale.list).join(whole(part) for value in values if (part := self.md(value))))
            or None
        )

    def names(self, values: object) -> Latex | None:
        """People, listed: the lines break between them."""
        latex = self.listed(values)
        return None if latex is None else Latex(rf"\cvtogether{{{latex}}}")

    def italic(self, value: object) -> Latex | None:
        """A value in italics. Hanzi have none, and beside them a lone slanted figure looks like a slip."""
        latex = self.md(value)
        return latex if latex and self._cjk and has_hanzi(latex) else _wrapped("cvitalic", latex)

    def labelled(self, value: object, label: str) -> Latex | None:
        """A value behind its label in the language; a mark that is no grade point average says by itself what it is."""
        latex = self.md(value)
        if latex is None or (label == "score" and not _GRADE_POINTS.match(str(value))):
            return latex
        return Latex(escape_piece(self.locale.labels[label]) + latex)

    def colon(self, label: object) -> Latex:
        """The colon behind a label."""
        return escape_piece(self.locale.colon_behind(plain_text(str(label or ""))))

    def line(self, *parts: object) -> Latex:
        """What there is of these parts, side by side."""
        items = [latex for part in parts if (latex := self.md(part))]
        return Latex(
            r"\cvsep ".join(rf"\cvitem{{{whole(item)}}}" for item in items) if len(items) > 1 else "".join(items)
        )

    def sentence(self, *parts: object) -> Latex:
        """What there is of these parts, each with a full stop behind it: how a work is cited (GB/T 7714, Chicago)."""
        items = [latex for part in parts if (latex := self.md(part))]
        return Latex("".join(f"{item}{stop}" for item, stop in zip(items, _stops(items), strict=True)))

    def phrase(self, *parts: object) -> Latex | None:
        """What there is of these parts, with commas between."""
        comma = "，" if self._cjk else ", "
        return Latex(comma.join(latex for part in parts if (latex := self.md(part)))) or None


def _colour(rgb: str) -> Latex:
    """``1B365D`` as shares of red, green and blue; nothing stays nothing."""
    return Latex(" ".join(f"{int(rgb[at : at + 2], 16) / 255:.3f}" for at in range(0, len(rgb), 2)))


def _stops(items: Sequence[Latex]) -> Iterator[str]:
    """What stands behind each part of a citation; between full-width marks none that would add to their white space."""
    for item, following in zip_longest(items, items[1:], fillvalue=Latex("")):
        end = item.rstrip("}")[-1:]
        if end in _FULL_WIDTH_CLOSING:
            yield "，" if following else ""
        else:
            stop = "" if end in ".?!。？！" else "."
            begins = re.sub(r"^(?:\\cv\w+\{(?:https?:[^}]*\}\{)?)+", "", following)[:1]
            yield f"{stop} " if following and begins not in "《“「【" else stop


def _capitals(value: object) -> object:
    """A heading in capitals: a text stays a text, and is escaped when it is printed."""
    return value if isinstance(value, Latex) else str(value).upper()


def _pdf_string(text: str) -> Latex:
    """A text as the hexadecimal digits of a PDF text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark."""
    return Latex(f"\ufeff{plain_text(text)}".encode("utf-16-be").hex().upper())


def _wrapped(macro: str, value: Latex | None) -> Latex | None:
    return Latex(rf"\{macro}{{{value}}}") if value else None


def _line_in(error: BaseException, name: str) -> int | None:
    """The template line an error passed through: Jinja rewrites tracebacks to name them."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(f"/{name}"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
