"""Finds the values of a résumé in a finished PDF of it, of cvtex or of any other tool, from the text of the PDF alone.

Nothing in a PDF tells what it leaves out on purpose, so the résumé must: an entry of which nothing is found is left out
where the build may do that. Name, e-mail, telephone and links must be there.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cvtex.build.source import choose, languages, read, refuse_unknown_target
from cvtex.errors import EngineError, Location, Message, UsageError
from cvtex.fit.values import may_go
from cvtex.pdf.examine import read_about
from cvtex.pdf.examine.readers import readouts
from cvtex.pdf.findings import diagnosed
from cvtex.pdf.inspection import inspect
from cvtex.pdf.matching import Found, disorder_message, find, gone_message, lines_of, lost_message
from cvtex.pdf.text import missing, squeeze
from cvtex.text.inline import plain_text
from cvtex.view.fields import field_groups
from cvtex.view.values import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cvtex.build.request import Request
    from cvtex.build.source import Source
    from cvtex.errors import Diagnostic
    from cvtex.fit.values import Cut
    from cvtex.pdf.matching import Readout, Status
    from cvtex.view.fields import Field, FieldGroup

_WORST_LAST: Final[tuple[Status, ...]] = ("found", "alike", "joined", "lost")
_NEAR: Final = 2  # lines between an entry's name and its dates
_LINK: Final = Found("found", "(a link leads there)")


@dataclass(frozen=True, slots=True)
class FieldFound:
    """A field, how each reader found it by the reader's name, and what follows: the worst of it, or that it may go."""

    field: Field
    by_reader: Mapping[str, Found]
    status: Status | Literal["left out"]

    @property
    def is_lost(self) -> bool:
        """Whether some parser would not find it, though it should."""
        return self.status in {"joined", "lost"}

    @property
    def losers(self) -> Mapping[str, Found]:
        """The readers that do not find it."""
        return {reader: found for reader, found in self.by_reader.items() if not found.is_there}


@dataclass(frozen=True, slots=True)
class Disorder:
    """An entry that a reader reads before the one behind which it stands in the résumé; both by their paths."""

    reader: str
    entry: str
    behind: str


@dataclass(frozen=True, slots=True)
class Against:
    """What was found of a résumé in a PDF."""

    file: str
    resume: str
    lang: str
    readers: tuple[str, ...]
    fields: tuple[FieldFound, ...]
    disorder: tuple[Disorder, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """1 where a value is lost, else 0."""
        return int(any(found.is_lost for found in self.fields))


def against(file: Path, request: Request) -> Against:
    """Look for the values of the résumé that a request names in a PDF.

    Raises:
        CvtexError: The PDF cannot be read, or the résumé or the request is wrong.
    """
    source = read(request)
    refuse_unknown_target(request, source)
    links = inspect(file).links
    try:
        data = file.read_bytes()
        read_out, lang = readouts(file, data), read_about(data).language
    except Exception as error:  # the libraries raise what they like on files of other tools
        message = Message("E501", f"this PDF cannot be read: {error}", "print it anew")
        raise EngineError(message.at(Location(str(file)))) from error
    searches = [_Search(request, source, each, read_out, links) for each in languages(request, source)]
    if not request.langs and not any(_base(search.lang) == _base(lang) for search in searches):
        with suppress(UsageError):  # a file of plain texts can be built in any language there is a locale for
            searches.append(_Search(request, source, lang, read_out, links))
    return _likeliest(searches, lang).result(file, request, source)


def _likeliest(searches: Sequence[_Search], lang: str) -> _Search:
    """The search in the PDF's own language, unless another one finds twice as much: some tools name English always."""
    best = max(searches, key=lambda search: search.hits)
    named = [search for search in searches if search.lang == lang]
    named += [search for search in searches if _base(search.lang) == _base(lang)]
    return named[0] if named and named[0].hits * 2 > best.hits else best


class _Search:
    """The values of one language, as each reader finds them."""

    def __init__(
        self, request: Request, source: Source, lang: str, readouts: Sequence[Readout], links: Sequence[str]
    ) -> None:
        """Look for what a request shows in one language.

        Raises:
            UsageError: There is nothing in that language.
        """
        shown = choose(request, source, lang)
        self.lang = lang
        self._cut: Cut = shown.layout.fit.cut
        self._texts = readouts
        self._links = {link.rstrip("/") for link in links}
        self._groups = field_groups(shown, source.resume)
        self._said = [(path, _bare(plain_text(text))) for path, text in texts(shown)]
        self._found = {field.path: self._look_for(field) for group in self._groups for field in group.fields}

    @property
    def hits(self) -> int:
        """How many values some reader found."""
        return sum(map(self._is_found, self._found))

    def result(self, file: Path, request: Request, source: Source) -> Against:
        """What became of each value."""
        absent = {group.path for group in self._groups if not self._is_there(group)}
        gone = {group.path for group in self._groups if group.path in absent and self._may_go(group, absent)}
        disorder = tuple(entry for text in self._texts for entry in self._walk(text, absent))
        fields = tuple(
            FieldFound(field, self._found[field.path], "left out" if group.path in gone else self._worst(field))
            for group in self._groups
            for field in group.fields
        )
        messages = [*self._lost(fields, absent - gone), *_misplaced(disorder)]
        return Against(
            file=str(file),
            resume=str(request.file),
            lang=self.lang,
            readers=tuple(text.reader for text in self._texts),
            fields=fields,
            disorder=disorder,
            diagnostics=tuple(diagnosed(message, source.locate(path), path) for path, message in messages),
        )

    def _look_for(self, field: Field) -> dict[str, Found]:
        return {text.reader: self._look_in(text, field) for text in self._texts}

    def _look_in(self, text: Readout, field: Field, line: int = 0) -> Found:
        found = find(field.forms, text, line=line)
        leads_there = field.kind == "link" and any(form.rstrip("/") in self._links for form in field.forms)
        return _LINK if leads_there and not found.is_there else found

    def _is_found(self, path: str) -> bool:
        return any(found.is_there for found in self._found[path].values())

    def _worst(self, field: Field) -> Status:
        return max((found.status for found in self._found[field.path].values()), key=_WORST_LAST.index)

    def _is_there(self, group: FieldGroup) -> bool:
        """Whether anything of a group is on the page that nothing else there says; dates alone say too little."""
        if not group.section:
            return True
        if any(not missing([sentence], text.text, alike=True) for sentence in group.sentences for text in self._texts):
            return True
        said = "\n".join(text for path, text in self._said if not _is_in(path, group))
        own = [field for field in group.fields if field.kind != "dates"]
        telling = [field for field in own if _bare(field.forms[0]) not in said]
        return any(self._is_found(field.path) for field in telling) or (
            not telling and all(self._is_found(field.path) for field in group.fields)
        )

    def _may_go(self, group: FieldGroup, absent: set[str]) -> bool:
        """Whether the build may leave out a group; a heading goes with all that stands under it."""
        if may_go(group.priority, self._cut):
            return True
        under = [other for other in self._groups if other.section == group.section and other is not group]
        return (
            group.path == group.section
            and bool(under)
            and all(other.path in absent and may_go(other.priority, self._cut) for other in under)
        )

    def _walk(self, text: Readout, absent: set[str]) -> Iterator[Disorder]:
        """Go through a text, look for each entry's values from its place on, and yield entries that come too early."""
        line, last, named = 0, "", ""
        for group in self._groups:
            if group.path in absent:
                continue
            name = group.fields[0].forms[0]
            below = _begins(group, text, line + (name == named))  # two jobs at one employer
            if below is not None and group.path != group.section:  # pdfminer may read a heading elsewhere
                line, last, named = below, group.path, name
            elif below is None and self._is_sure(group) and _begins(group, text, 0) is not None:
                yield Disorder(text.reader, group.path, last)
            for field in group.fields:
                self._found[field.path][text.reader] = self._look_in(text, field, line)

    def _is_sure(self, group: FieldGroup) -> bool:
        """Whether an entry is there for sure: one word of one that may go can stand elsewhere by chance."""
        return group.path != group.section and (len(group.fields) > 1 or not may_go(group.priority, self._cut))

    def _lost(self, fields: Sequence[FieldFound], absent: set[str]) -> Iterator[tuple[str, Message]]:
        """What is to be said of each value that is lost; of an entry all of which is, one thing."""
        lost = {found.field.path: found for found in fields if found.is_lost}
        for group in self._groups:
            if group.path in absent and group.path != group.section:
                yield group.path, gone_message(group.path, group.fields[0].forms[0])
                continue
            for field in group.fields:
                if field.path in lost:
                    yield field.path, self._lost_message(lost[field.path])

    def _lost_message(self, found: FieldFound) -> Message:
        # The readers that join words show what they join; the first of them is quoted.
        losers = sorted(found.losers.items(), key=lambda item: _WORST_LAST.index(item[1].status))
        readers = [reader for reader, _ in losers] if len(losers) < len(self._texts) else []
        return lost_message(found.field.path, found.field.forms[0], losers[0][1], readers)


def _base(lang: str) -> str:
    return lang.partition("-")[0]


def _bare(text: str) -> str:
    return squeeze(text).casefold()


def _is_in(path: str, group: FieldGroup) -> bool:
    """Whether a path leads into a group; what stands under a heading is a group of its own."""
    return path == group.path or (group.path != group.section and path.startswith(f"{group.path}."))


def _begins(group: FieldGroup, text: Readout, line: int) -> int | None:
    """On which line a group begins, from a line on: where it is named near its other values, or else named at all."""
    first, *others = group.fields
    places = list(dict.fromkeys(lines_of(first.forms, text, line=line)))
    if len(places) > 1:
        for place in places:
            near = range(place - _NEAR, place + _NEAR + 1)
            if any(below in near for other in others for below in lines_of(other.forms, text, line=line)):
                return place
    return places[0] if places else None


def _misplaced(disorder: Sequence[Disorder]) -> Iterator[tuple[str, Message]]:
    pairs = Counter((item.entry, item.behind) for item in disorder)
    for entry, behind in pairs:
        readers = [item.reader for item in disorder if (item.entry, item.behind) == (entry, behind)]
        yield entry, disorder_message(entry, behind, readers)
