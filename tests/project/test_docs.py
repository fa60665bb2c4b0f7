"""What is documented is what there is: generated pages are fresh, examples work, and nothing is left out."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import ROOT
from typer.testing import CliRunner

from cvtex import pdf
from cvtex.build.report import ItemHeight, Omitted, Output, Report, as_json
from cvtex.cli import app
from cvtex.errors import Diagnostic, Location
from cvtex.fit.ramp import Settings
from cvtex.latex import manifest
from cvtex.latex.keys import keys
from cvtex.resume.schema import json_schema
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")), ROOT / "fonts" / "README.md"]


def script(name: str) -> ModuleType:
    """A script as a module."""
    loader = SourceFileLoader(f"script_{name}", str(ROOT / "script" / name))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """The code of a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)


FRESH: dict[Path, str] = script("docs").files()


@pytest.mark.parametrize("path", FRESH, ids=lambda path: path.name)
def test_a_generated_page_is_what_the_sources_say(path: Path) -> None:
    assert path.is_file() and path.read_text(encoding="utf-8") == FRESH[path], "run .venv/bin/python script/docs"  # noqa: PT018


def test_every_command_and_option_is_documented() -> None:
    runner = CliRunner()
    page = text("docs/commands.md")
    names = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert {"build", "check", "new", "summary"} <= set(names)
    for name in names:
        assert f"`cvtex {name}" in text("README.md"), name
        section = page.partition(f"\n## cvtex {name}\n")[2].partition("\n## ")[0]
        usage = runner.invoke(app, [name, "--help"], env={"COLUMNS": "300", "NO_COLOR": "1"}).output
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", usage.partition("Options")[2])) - {"--help"}
        for option in options:
            assert f"`{option}" in section, f"cvtex {name} {option}"


def keys_of(schema: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    """Every key that the schema allows somewhere."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys_of(value)


def test_every_key_of_the_file_is_documented() -> None:
    page = text("docs/schema.md")
    keys = set(keys_of(json_schema()))
    assert {"work", "studyType", "same_content", "priority", "$schema"} <= keys
    assert [key for key in sorted(keys) if f"| `{key}` |" not in page] == []


def test_every_key_of_the_report_is_documented_and_shown() -> None:
    settings = Settings(font_size_pt=10.0, leading_pt=13.0, margin_mm=15.0, gap=1.0, looseness=0.5)
    output = Output(
        lang="zh",
        pdf="a.pdf",
        pages=1,
        fill=0.99,
        settings=settings,
        omitted=(Omitted("work[0]", "no space", 1, 2),),
        shortened=("work[1]",),
        items=(ItemHeight("work[1]", "short", 12.5, 3, 4),),
        seconds=0.5,
    )
    found = Diagnostic("warning", "W415", "m", Location("f", 1, 1), "p", "h")
    report = Report(outputs=(output,), diagnostics=(found,))
    page = text("docs/report.md")
    (example,) = blocks("docs/report.md", "json")
    wanted = keys_in(json.loads(as_json(report)))
    assert {"outputs", "settings", "font_size_pt", "line"} <= wanted
    assert [key for key in sorted(wanted) if f"`{key}`" not in page] == []
    assert keys_in(json.loads(example)) == wanted


def keys_in(value: Any) -> set[str]:  # noqa: ANN401 (JSON)
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_in(one)}
    return {key for one in value for key in keys_in(one)} if isinstance(value, list) else set()


def test_every_macro_and_filter_that_a_template_may_use_is_documented() -> None:
    page = text("docs/templates.md")
    sty = "".join(file.read_text(encoding="utf-8") for file in templates_folder().glob("*.sty"))
    macros = set(re.findall(r"\\newcommand\*?\s*\{?(\\cv(?!tex)[a-z]+)", sty)) | {r"\cvtexscale"}
    parts = {file.stem for file in templates_folder().glob("cvtex-*.sty")}
    assert [part for part in sorted(parts) if f"`{part}`" not in page] == []
    assert {r"\cventry", r"\cvbullet", r"\cvlink"} <= macros
    assert [macro for macro in sorted(macros) if not re.search(re.escape(macro) + r"(?![a-z])", page)] == []
    files = [file.read_text(encoding="utf-8") for file in templates_folder().glob("*/*.tex")]
    tags = [tag for file in files for tag in re.findall(r"<<.*?>>|<%.*?%>", file)]
    used = {name for tag in tags for name in re.findall(r"\| *([a-z_]+)", tag)}
    assert {"md", "link", "doi"} <= used
    assert [name for name in sorted(used) if not re.search(rf"\\\| {name}\b", page)] == []
    called = {name for tag in tags for name in re.findall(r"(?<!\| )(?<![\w.])([a-z_]+)\(", tag)}
    assert {"line", "sentence"} <= called
    assert [name for name in sorted(called) if f"`{name}(" not in page] == []


def test_every_key_of_a_template_is_documented_as_it_is_read() -> None:
    page = text("docs/templates.md")
    assert set(manifest.styles()) == set(keys()["style"])
    for table, known in keys().items():
        part = page.partition(f"\n`[{table}]`: " if table else "<!-- keys, made")[2].partition("\n\n`[")[0]
        assert [key for key in known if f"| `{key}` |" not in part] == [], table


def test_what_a_template_is_given_is_documented() -> None:
    """Beside the keys of an entry: what the program itself hands to the files."""
    page = text("docs/templates.md").partition("## The files")[2].partition("\n## ")[0]
    given = {"side", "photo.file", "photo.size_mm", "photo.corner_mm", "fact", "kind", "columns", "widths", "cells"}
    given |= {"number", "total", "labels", "column", "items", "label", "contacts", "text", "courses", "dates"}
    assert [name for name in sorted(given) if f"`{name}`" not in page] == []


def test_every_file_of_a_template_is_documented() -> None:
    page = text("docs/templates.md")
    names = {file.name for file in (templates_folder() / "classic").iterdir()}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_every_library_has_its_reason_and_is_used() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    page = text("docs/architecture.md").partition("## Libraries")[2].casefold()
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    modules = {"jinja2": "jinja2", "markdown-it-py": "markdown_it", "pillow": "PIL", "pyyaml": "yaml"}
    for requirement in project["dependencies"]:
        name = re.split(r"[><=~\[; ]", requirement)[0].casefold()
        assert f"| {name.removesuffix('2') if name == 'jinja2' else name} |" in page, name
        assert re.search(rf"^\s*(import|from) {modules.get(name, name)}\b", source, re.MULTILINE), (
            f"{name} is not imported"
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|(`+)[^\n]*?\1", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target) or target == "url":  # `[text](url)` as an explanation's example
            continue
        name, _, anchor = target.partition("#")
        place = (page.parent / name) if name else page
        assert place.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
            assert anchor in anchors, f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_speaks_of_nothing_but_the_product(page: Path) -> None:
    words = page.read_text(encoding="utf-8")
    assert not re.search(r"/(work|root|tmp|home)/|localhost|127\.0\.0\.1|TODO|FIXME", words)


@pytest.mark.tex
def test_the_picture_of_the_readme_comes_from_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = script("pictures")
    monkeypatch.setattr(pictures, "PICTURE", tmp_path / "pages.png")
    pictures.picture_of_a_build()
    # A PNG begins with its signature, a chunk's length and name, then width and height (ISO/IEC 15948).
    made, shipped = (path.read_bytes()[16:24] for path in (tmp_path / "pages.png", DOCS / "pages.png"))
    assert made == shipped
    assert int.from_bytes(made[:4], "big") > 2 * pictures.WIDTH
    assert (DOCS / "pages.png").stat().st_size < 600_000
    assert "![" in text("README.md").partition("(docs/pages.png)")[0]


def test_the_gallery_shows_every_design_as_it_is() -> None:
    gallery = script("gallery")
    page = text("docs/gallery.md")
    shown = {f"{template.name}.{lang}.png" for template in gallery.designs() for lang in gallery.languages_of(template)}
    assert {file.name for file in (DOCS / "gallery").glob("*.png")} == shown | {gallery.ALL}
    for template in gallery.designs():
        part = page.partition(f"\n## {template.name}\n")[2].partition("\n## ")[0]
        assert template.manifest.description in part
        assert [option for option in gallery.OPTIONS if f"`{option}`" not in part] == []
    assert page == gallery.page(), "run .venv/bin/python script/gallery: a design is not as it was pictured"
    assert sum(file.stat().st_size for file in (DOCS / "gallery").iterdir()) < 1_500_000
    assert "(docs/gallery/designs.png)" in text("README.md")


@pytest.mark.tex
def test_the_ten_lines_of_the_readme_make_pdfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = blocks("README.md", "yaml")
    assert len(example.splitlines()) == 10
    monkeypatch.chdir(tmp_path)
    Path("resume.yaml").write_text(example, encoding="utf-8")
    done = CliRunner().invoke(app, ["build", "--json"])
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert [found for found in report["diagnostics"] if found["severity"] != "info"] == []
    for lang, shown in {
        "zh": "用Go重写网关，延迟降低30%",
        "en": "Rewrote the gateway in Go for 30% less latency",
    }.items():
        assert pdf.missing([shown], pdf.inspect(Path(f"build/resume.{lang}.pdf")).text) == ()


@pytest.mark.tex
def test_the_template_of_the_docs_is_made_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    page = text("docs/templates.md").partition("## Ten minutes")[2].partition("\n## ")[0]
    copy, build = re.findall(r"^```sh\ncvtex (.*?)\n```", page, re.MULTILINE)
    job = "{name: Spruce, position: Engineer, department: Platform, startDate: 2021-07}"
    resume = f"basics: {{name: San}}\nwork: [{job}]\n"
    Path("resume.yaml").write_text(resume, encoding="utf-8")
    assert runner.invoke(app, copy.split()).exit_code == 0
    file = Path("mine/template.toml")
    (changes,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    for part, lines in zip(("", "[style]\n"), changes.split("[style]\n"), strict=True):
        for line in lines.split("\n")[:-1]:
            before, _, rest = file.read_text(encoding="utf-8").partition(part or "# ")
            wanted = rf"(?m)^{line.partition(' = ')[0]} = [^#\n]*"
            changed, count = re.subn(wanted, line.ljust(30), rest, count=1)
            assert count or not line, f"{line}: the copy has that key, and not behind a sign"
            file.write_text(before + (part or "# ") + (changed if line else rest), encoding="utf-8")
    error = re.search(r"(?m)^mine/template.toml:\d+(: error: .* style\.heading = '(rules)' .*) \[E620\]$", page)
    assert error
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace('heading = "rule"', f'heading = "{error[2]}"'), encoding="utf-8")
    assert error[1] in runner.invoke(app, build.split()).stderr
    file.write_text(right, encoding="utf-8")
    written = re.findall(r"^`mine/([a-z.]+)`: [^\n]*\n\n```\w+\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in written] == ["work.tex", "mine.sty", "preamble.tex", "work.tex"]
    for name, content in written:
        (Path("mine") / name).write_text(content, encoding="utf-8")
        if name != "mine.sty":  # which is read from then on
            done = runner.invoke(app, [*build.split(), "--keep", "kept", "--json"])
            assert done.exit_code == 0, done.output
    kept = "".join(one.read_text(encoding="utf-8") for one in Path("kept").rglob("*.tex"))
    assert r"\mineunit{Platform}" in kept
    assert r"\cventry{\cvbold{Engineer}}{Spruce" in kept.replace("%\n", "")
    assert r"\cvtexstyle{heading}{rule}" in kept
    assert r"\cvtexstyle{name}{2.6}" in kept
    assert Path("build/resume.en-1.png").is_file()
