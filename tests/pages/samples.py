"""The résumés that readers and parsers of PDFs are tried on, in each of their languages and in each design."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import DATA, RESUMES, ROOT, png
from tests.pages.built import Built, build

from cvtex.build.request import Request
from cvtex.resume import new
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PHOTO: Final = "photo.png"
BASE: Final = "classic"


@dataclass(frozen=True)
class Sample:
    """A résumé, and how it is built: a file, or one that `cvtex new` writes."""

    name: str
    file: Path | None = None
    kind: str = ""
    langs: tuple[str, ...] = ("zh", "en")
    request: Mapping[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write it, and the photo, into a folder, away from the private parts that may lie beside the original."""
        name = self.file.name if self.file else "resume.yaml"
        text = self.file.read_text("utf-8") if self.file else new.files(self.name, self.kind, new.LANGUAGES)[name]
        (folder / PHOTO).write_bytes(png())
        (folder / name).write_text(text, "utf-8")
        return folder / name


SAMPLES: Final = (
    Sample("resume.yaml", ROOT / "resume.yaml"),
    *(Sample(kind, kind=kind) for kind in new.KINDS),
    Sample("JSON Resume", DATA / "jsonresume" / "sample.resume.json", langs=("en",)),
    Sample("with a photo", kind="engineer", request={"assignments": (f"basics.image={PHOTO}",)}),
    Sample("two pages", ROOT / "resume.yaml", request={"pages": 2}),
    Sample("publications", RESUMES / "publications.yaml"),
    Sample("every kind", RESUMES / "kinds.yaml", request={"pages": "auto"}),
)


@dataclass(frozen=True)
class Case:
    """A sample in one language and one design."""

    sample: Sample
    lang: str
    design: str

    def __str__(self) -> str:
        return f"{self.sample.name}, {self.design}, {self.lang}"

    def build(self, folder: Path) -> Built:
        file = self.sample.write(folder)
        return build(Request(file, langs=(self.lang,), template=self.design, output_dir=folder, **self.sample.request))


def designs() -> Iterator[str]:
    """The designs that come with cvtex."""
    yield from sorted(file.parent.name for file in templates_folder().glob("*/template.toml"))


CASES: Final = tuple(Case(sample, lang, design) for design in designs() for sample in SAMPLES for lang in sample.langs)
# Designs set the same words in other places: the base is tried with every sample, and each other design with those that
# have the most of them. What has every kind of section is read in each design by test_designs.
_IN_EVERY_DESIGN: Final = frozenset({"resume.yaml", "academic"})
TRIED: Final = tuple(case for case in CASES if case.design == BASE or case.sample.name in _IN_EVERY_DESIGN)
