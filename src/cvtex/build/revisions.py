"""Reads the two versions that `cvtex diff` compares: revisions of a file, the file as it is, or two files.

A revision's file is read through git into a private folder, where its neighbours that a page needs (the picture, a
template, fonts) are put beside it. What private overlays say is in neither version: it is not in the repository.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from cvtex.build.pipeline import build
from cvtex.build.source import choose, languages, read
from cvtex.errors import CvtexError, Diagnostic, UsageError
from cvtex.fonts.own import FOLDER
from cvtex.system import git, temporary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtex.build.request import Progress, Request
    from cvtex.build.source import Source
    from cvtex.view import View

_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Named:
    """One side of a comparison as the command names it: a file, as it is or at a commit."""

    file: Path
    commit: git.Commit | None = None

    def __str__(self) -> str:
        return f"{self.commit.name}:{self.file}" if self.commit else str(self.file)


@dataclass(frozen=True, slots=True)
class Version:
    """One side, read.

    Attributes:
        name: what it is called.
        request: how it was read; its file may lie in the private folder.
        source: the résumé.
        views: what each language shows.
    """

    name: str
    request: Request
    source: Source
    views: dict[str, View]


def named(arguments: Sequence[str]) -> tuple[Named, Named]:
    """Understand ``[REV] [REV] [FILE]``, ``REV..REV [FILE]`` and ``OLD.yaml NEW.yaml``.

    Raises:
        UsageError: E733, it is none of these; E730, E731: git does not know a revision.
    """
    rest = list(arguments)
    files = [Path(argument) for argument in rest if _is_file(argument)]
    if len(rest) == len(files) == _TWO:
        return Named(files[0]), Named(files[1])
    file = Path(rest.pop()) if rest and _is_file(rest[-1]) else Path("resume.yaml")
    if len(rest) == 1 and ".." in rest[0] and "..." not in rest[0]:
        before, _, after = rest[0].partition("..")
        rest = [before or "HEAD", after or "HEAD"]
    if len(rest) > _TWO:
        hint = "at most two revisions and one file: cvtex diff HEAD~1 HEAD resume.yaml"
        raise UsageError(Diagnostic("error", "E733", f"{len(rest)} revisions cannot be compared", hint=hint))
    commits = [git.commit(name, file.parent) for name in rest or ["HEAD"]]
    return Named(file, commits[0]), Named(file, commits[1] if len(commits) == _TWO else None)


def _is_file(argument: str) -> bool:
    # A branch may be called as a file is; a file that has gone is still one by its name.
    return Path(argument).suffix.lower() in _SUFFIXES or Path(argument).is_file()


@contextmanager
def opened(side: Named, request: Request, *, whole: bool = False) -> Iterator[Version]:
    """Read one side.

    Args:
        side: which.
        request: what languages, target and overlays are asked for.
        whole: whether its pages will be set, so that its neighbours are needed too.

    Raises:
        CvtexError: It is not there, or wrong; places are named as git names them.
    """
    if side.commit is None:
        yield _read(side, replace(request, file=side.file, private=False))
        return
    data = git.read(side.commit, PurePosixPath(side.file.name), side.file.parent)
    if data is None:
        message = f"{side.file} is not in {side.commit.name}"
        raise UsageError(Diagnostic("error", "E732", message, hint="name a later revision, or the file it was then"))
    with temporary.private_folder() as folder:
        file = folder / side.file.name
        file.write_bytes(data)
        try:
            version = _read(side, replace(request, file=file, private=False))
            if whole:
                _fetch_neighbours(side, version, folder)
            yield version
        except CvtexError as error:
            error.diagnostics = tuple(_renamed(each, str(file), str(side)) for each in error.diagnostics)
            raise


def _read(side: Named, request: Request) -> Version:
    source = read(request)
    # A language that one version lacks is all new, or all gone.
    langs = [lang for lang in languages(request, source) if lang in source.resume.languages]
    return Version(str(side), request, source, {lang: choose(request, source, lang) for lang in langs})


def _fetch_neighbours(side: Named, version: Version, folder: Path) -> None:
    """Put the picture, the template and the fonts of that time beside the file."""
    wanted: list[PurePosixPath] = []
    for shown in version.views.values():
        if shown.header.image and "://" not in shown.header.image:
            wanted.append(PurePosixPath(shown.header.image))
        wanted += _files(side, PurePosixPath(shown.layout.template))
        wanted += _files(side, PurePosixPath(FOLDER))
    for path in dict.fromkeys(wanted):
        # Whatever a revision says, nothing is written outside the private folder.
        target = (folder / path).resolve()
        if target.is_relative_to(folder.resolve()) and (data := _blob(side, path)) is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _files(side: Named, path: PurePosixPath) -> list[PurePosixPath]:
    if side.commit is None or path.is_absolute():
        return []
    return [path / name for name in git.files(side.commit, path, side.file.parent)]


def _blob(side: Named, path: PurePosixPath) -> bytes | None:
    return git.read(side.commit, path, side.file.parent) if side.commit else None


def _renamed(diagnostic: Diagnostic, file: str, name: str) -> Diagnostic:
    location = diagnostic.location
    if location is not None and location.file == file:
        location = replace(location, file=name)
    message, hint = (text.replace(file, name) for text in (diagnostic.message, diagnostic.hint))
    return replace(diagnostic, location=location, message=message, hint=hint)


def built(side: Named, request: Request, progress: Progress) -> dict[str, bytes]:
    """The PDFs of a version by language, set in a folder of no account.

    Raises:
        CvtexError: one of them cannot be built.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(temporary.private_folder())
        version = stack.enter_context(opened(side, request, whole=True))
        report = build(
            replace(version.request, langs=tuple(version.views), output="{lang}", output_dir=folder), progress
        )
        if report.exit_code:
            error = CvtexError(each for each in report.diagnostics if each.severity == "error")
            error.exit_code = report.exit_code  # type: ignore[misc]  # as the languages' own errors had it
            raise error
        return {output.lang: Path(output.pdf).read_bytes() for output in report.outputs}
