"""Writes a new résumé: a folder that builds at once, for a person and for a server that builds on every commit.

The samples are whole résumés in Chinese and English. What one language alone needs is cut from them, so there is one
text to keep right: a sample's text is ``{zh: …, en: …}`` in one line, or ``zh: …`` and ``en: …`` in lines of their own,
and a comment in one language starts with ``#zh `` or ``#en `` (to read YAML would lose the comments). Nothing is ever
overwritten.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex import __version__
from cvtex.errors import Diagnostic, UsageError
from cvtex.resume.schema import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KINDS = ("student", "engineer", "academic")
# The first is that of the comments.
LANGUAGES = ("en", "zh")

_COMMENT = re.compile(r"( *)#(zh|en) (.*)")
_IN_LINE = re.compile(r"\{zh: (?P<zh>.*?), en: (?P<en>\"[^\"]*\"|[^{},]*)\}")
_OWN_LINE = re.compile(r"(?P<before> *(?:- )?)(?P<lang>zh|en): (?P<text>.*)")
_DATA = Path(__file__).parent
_DESIGN = re.compile(r"(?m)^(  template: )\S+$")


def create(folder: Path, kind: str, langs: Sequence[str], template: str | None = None) -> tuple[Path, ...]:
    """Write the files of a new résumé into a folder, which may exist, and return their paths.

    ``template`` is the design that the sample asks for; the caller knows that there is such a one.

    Raises:
        UsageError: A file of that name exists or there is no sample in that language, or the folder cannot be written.
    """
    written = {folder / name: text for name, text in files(folder.resolve().name, kind, langs, template).items()}
    if there := [str(path) for path in written if path.exists() or path.is_symlink()]:
        named = there[0] if len(there) == 1 else f"{there[0]} and {len(there) - 1} more of its files"
        raise _refused(f"already there, and nothing is overwritten: {named}", "choose another name")
    try:
        for path, text in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x": not even a file that came into being since it was looked for.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise _refused(
            f"{error.filename or folder}: {error.strerror or error}", "choose a folder that can be written"
        ) from error
    return tuple(written)


def files(name: str, kind: str, langs: Sequence[str], template: str | None = None) -> Mapping[str, str]:
    """What a new résumé consists of: paths within its folder, and their texts.

    Raises:
        UsageError: There is no sample in that language.
    """
    chosen = tuple(dict.fromkeys(langs)) or LANGUAGES
    if unknown := [lang for lang in chosen if lang not in LANGUAGES]:
        raise _refused(
            f"there is no sample in {', '.join(unknown)}", f"start from one of {', '.join(LANGUAGES)} and translate it"
        )
    pdfs = [f"build/resume.{lang}.pdf" for lang in chosen]
    fields = {"NAME": name, "PDFS": ", ".join(f"`{pdf}`" for pdf in pdfs), "CVTEX": requirement()}
    return {
        "resume.yaml": in_languages(_in_design(_read(f"samples/{kind}.yaml"), template), chosen),
        "resume.schema.json": json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n",
        "README.md": _filled(_read(f"files/README.{chosen[0]}.md"), fields),
        ".gitignore": _read("files/gitignore"),
        ".github/workflows/resume.yml": _filled(_read("files/resume.yml"), fields),
    }


def requirement() -> str:
    """What ``pip install`` needs to get the cvtex that is running: its commit in a repository, or its release."""
    origin = _origin()
    version = origin.get("vcs_info") or {}
    if version.get("vcs") == "git" and re.fullmatch(r"https://[\w./@-]+", origin.get("url", "")):
        return f"git+{origin['url']}@{version['commit_id']}"
    return f"cvtex=={__version__}"


def is_installed_from_a_folder() -> bool:
    """Whether the cvtex that is running came from this machine, where no server can get it."""
    return str(_origin().get("url", "")).startswith("file:")


def _origin() -> dict[str, Any]:
    """Where cvtex was installed from; nothing for an installation from a package index (PEP 610)."""
    try:
        return dict(json.loads(distribution("cvtex").read_text("direct_url.json") or "{}"))
    except (PackageNotFoundError, json.JSONDecodeError):
        return {}


def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return re.sub(r"@(\w+)@", lambda match: fields[match[1]], text)


def _refused(message: str, hint: str) -> UsageError:
    return UsageError(Diagnostic("error", "E720", message, hint=hint))


def in_languages(sample: str, langs: Sequence[str]) -> str:
    """The sample with comments in the first of these languages and texts in all of them."""
    lines = _commented(sample.splitlines(), langs[0])
    text = "\n".join(lines) + "\n"
    text = text.replace("languages: [zh, en]", f"languages: [{', '.join(langs)}]")
    if len(langs) > 1:
        return text
    one = _IN_LINE.sub(lambda match: match[langs[0]], text)
    return "\n".join(_joined(one.splitlines(), langs[0])) + "\n"


def _in_design(sample: str, template: str | None) -> str:
    """The sample with the name of a design in the line that every sample has for it."""
    return _DESIGN.sub(rf"\g<1>{template}", sample, count=1) if template else sample


def _commented(lines: Sequence[str], lang: str) -> Iterator[str]:
    for line in lines:
        match = _COMMENT.fullmatch(line)
        if match is None:
            yield line
        elif match[2] == lang:
            yield f"{match[1]}# {match[3]}"


def _joined(lines: Sequence[str], lang: str) -> Iterator[str]:
    """Put the wording of one language behind the key or the dash above it."""
    pending: str | None = None
    for line in lines:
        match = _OWN_LINE.fullmatch(line)
        if match is None or match["before"].endswith("- "):
            if pending is not None:
                yield pending
            pending = match["before"].rstrip() if match else line
        if match and match["lang"] == lang:
            yield f"{pending} {match['text']}"
            pending = None
    if pending is not None:
        yield pending
