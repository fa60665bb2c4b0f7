"""`cvtex new`: a folder that builds at once, in the languages asked for, and nothing of anybody's overwritten."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from typer.testing import CliRunner

from cvtex import __version__, pdf
from cvtex.cli import app
from cvtex.errors import UsageError
from cvtex.resume.new import KINDS, LANGUAGES, create, files, is_installed_from_a_folder, requirement
from cvtex.resume.schema import json_schema

FILES = {"resume.yaml", "resume.schema.json", "README.md", ".gitignore", ".github/workflows/resume.yml"}
CHOICES = [("zh", "en"), ("en", "zh"), ("zh",), ("en",)]
PAGES = {"student": 1, "engineer": 1, "academic": 2}


def tree(kind: str, langs: tuple[str, ...]) -> Any:  # noqa: ANN401 (what YAML holds)
    return yaml.load(files("me", kind, langs)["resume.yaml"], yaml.BaseLoader)  # noqa: S506 (texts as they are written)


def projected(value: Any, lang: str) -> Any:  # noqa: ANN401 (what YAML holds)
    """The same file in one language, by its tree rather than by its lines."""
    if isinstance(value, dict):
        return value[lang] if set(value) == {"zh", "en"} else {key: projected(one, lang) for key, one in value.items()}
    return [projected(one, lang) for one in value] if isinstance(value, list) else value


@pytest.mark.tex
@pytest.mark.parametrize("langs", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_builds_at_once_into_full_pages_without_a_word_of_complaint(
    kind: str, langs: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = CliRunner()
    monkeypatch.chdir(tmp_path)
    made = runner.invoke(app, ["new", "me", "--kind", kind, *(part for lang in langs for part in ("--lang", lang))])
    assert made.exit_code == 0, made.output
    assert "cd me && cvtex build" in made.output
    monkeypatch.chdir(tmp_path / "me")
    built = runner.invoke(app, ["build", "--json"])
    assert built.exit_code == 0, built.output
    report = json.loads(built.stdout)
    assert report["diagnostics"] == []
    assert [output["lang"] for output in report["outputs"]] == list(langs)
    for output in report["outputs"]:
        assert output["pages"] == PAGES[kind]
        assert output["fill"] >= 0.97
        assert output["omitted"] == []
        inspection = pdf.inspect(Path(output["pdf"]))
        assert "#" not in inspection.text, "a comment is on the page"


@pytest.mark.parametrize("langs", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_has_a_word_of_advice_on_a_sample(kind: str, langs: tuple[str, ...], tmp_path: Path) -> None:
    create(tmp_path, kind, langs)
    checked = CliRunner().invoke(app, ["check", str(tmp_path / "resume.yaml"), "--advice", "--json"])
    assert checked.exit_code == 0, checked.output
    assert json.loads(checked.stdout)["diagnostics"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_in_one_language_says_what_the_whole_one_says(kind: str) -> None:
    whole = tree(kind, ("zh", "en"))
    assert whole["meta"]["languages"] == ["zh", "en"]
    for lang in LANGUAGES:
        assert tree(kind, (lang,)) == projected(whole, lang) | {"meta": {"languages": [lang]}}


@pytest.mark.parametrize("langs", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_comments_are_in_the_first_language_alone(kind: str, langs: tuple[str, ...]) -> None:
    text = files("me", kind, langs)["resume.yaml"]
    assert not re.search(r"#(zh|en) ", text)
    comments = [line for line in text.splitlines()[1:] if re.match(r" *# ", line)]
    assert len(comments) >= 7
    assert [bool(re.search("[一-龥]", line)) for line in comments] == [langs[0] == "zh"] * len(comments)


def test_it_makes_a_whole_repository_whose_editor_knows_the_schema(tmp_path: Path) -> None:
    written = create(tmp_path / "me", "student", ("zh", "en"))
    assert {str(path.relative_to(tmp_path / "me")) for path in written} == FILES
    assert all(path.is_file() for path in written)
    first = (tmp_path / "me" / "resume.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=resume.schema.json"
    assert json.loads((tmp_path / "me" / "resume.schema.json").read_text(encoding="utf-8")) == json_schema()
    assert "*.private.yaml" in (tmp_path / "me" / ".gitignore").read_text(encoding="utf-8").splitlines()
    readme = (tmp_path / "me" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# me\n")
    assert "`build/resume.zh.pdf`, `build/resume.en.pdf`" in readme
    assert not any(re.search(r"@[A-Z]+@", path.read_text(encoding="utf-8")) for path in written)


def test_editors_find_nothing_wrong_with_a_sample_or_with_the_resume_of_this_repository(tmp_path: Path) -> None:
    checked = [ROOT / "resume.yaml"]
    for kind in KINDS:
        for langs in CHOICES:
            checked.append(tmp_path / f"{kind}-{'-'.join(langs)}.yaml")
            checked[-1].write_text(files("me", kind, langs)["resume.yaml"], encoding="utf-8")
    (tmp_path / "schema.json").write_text(files("me", "student", ())["resume.schema.json"], encoding="utf-8")
    command = [str(Path(sys.executable).with_name("check-jsonschema")), "--schemafile", str(tmp_path / "schema.json")]
    done = subprocess.run([*command, *map(str, checked)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_it_moves_into_a_folder_that_has_other_files(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")
    assert len(create(tmp_path, "engineer", ("en",))) == len(FILES)
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_overwrites_nothing_and_then_writes_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(name)) as error:
        create(tmp_path, "student", ())
    assert error.value.diagnostics[0].code == "E720"
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_it_does_not_write_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        create(tmp_path, "student", ())
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="Not a directory"):
        create(tmp_path / "file" / "me", "student", ())


def test_a_language_without_a_sample_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["new", "me", "--lang", "tlh"])
    assert result.exit_code == 2
    assert "there is no sample in tlh" in result.output
    assert not (tmp_path / "me").exists()


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, f"cvtex=={__version__}"),
        ('{"url": "file:///home/me/cvtex", "dir_info": {}}', f"cvtex=={__version__}"),
        (
            '{"url": "https://example.org/cvtex.system.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b2c"}}',
            "git+https://example.org/cvtex.system.git@0a1b2c",
        ),
        # Whatever an address holds, it ends up in a workflow.
        (
            '{"url": "https://x/$(rm)\\" #", "vcs_info": {"vcs": "git", "commit_id": "0a1b2c"}}',
            f"cvtex=={__version__}",
        ),
    ],
)
def test_the_workflow_installs_the_cvtex_that_made_it(
    origin: str | None, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Distribution:
        def read_text(self, _name: str) -> str | None:
            return origin

    monkeypatch.setattr("cvtex.resume.new.distribution", lambda _name: Distribution())
    assert requirement() == wanted
    assert is_installed_from_a_folder() == ("file:" in (origin or ""))
    workflow = yaml.safe_load(files("me", "student", ())[".github/workflows/resume.yml"])
    assert workflow["jobs"]["build"]["env"]["CVTEX"] == wanted


def test_a_cvtex_that_is_not_installed_asks_for_its_release(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr("cvtex.resume.new.distribution", missing)
    assert not is_installed_from_a_folder()
    assert requirement() == f"cvtex=={__version__}"
