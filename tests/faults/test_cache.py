"""A cache that is missing, mangled or foreign: slower, and never another PDF."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.system import cache
from cvtex.system.cache import publish, publish_json, read, read_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Place

    Damage = Callable[[Path], None]

_CHANCE = random.Random(11)  # noqa: S311  (no secret)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[_CHANCE.randrange(len(data))] ^= 1 << _CHANCE.randrange(8)
    file.write_bytes(data)


def garble(file: Path) -> None:
    file.write_bytes(b"\xff\x00garbage" * 100)


def swap(file: Path) -> None:
    """Put what another file of the folder has in its place."""
    others = [other for other in sorted(file.parent.iterdir()) if other != file and other.suffix == file.suffix]
    file.write_bytes(others[0].read_bytes() if others else b"{}")


DAMAGES: dict[str, Damage] = {
    "cut off": lambda file: os.truncate(file, file.stat().st_size // 2),
    "empty": lambda file: os.truncate(file, 0),
    "garbage": garble,
    "one bit": flip,
    "another's": swap,
    "gone": lambda file: file.unlink(),
}


def small_files(place: Place) -> list[Path]:
    return [path for path in sorted(place.cache.rglob("*")) if path.is_file() and path.suffix != ".fmt"]


@pytest.mark.tex
def test_a_mangled_cache_never_changes_a_pdf(place: Place) -> None:
    """Heights, runs, compiled templates and the records of formats, damaged in each way."""
    place.cache = place.folder / "cache"
    place.edit("one")
    assert place.run("build", "cv.yaml").code == 0
    place.edit("two with some more words in it")
    assert place.run("build", "cv.yaml").code == 0
    expected = place.pdf.read_bytes()
    assert {path.parent.name for path in small_files(place)} >= {"formats", "heights", "runs", "templates"}
    for name, damage in DAMAGES.items():
        place.pdf.unlink()
        for file in small_files(place):
            if name == "gone" or file.parent.name != "formats":  # a format takes a second
                damage(file)
        done = place.run("build", "cv.yaml")
        assert done.code == 0, (name, done.err)
        assert place.pdf.read_bytes() == expected, name
    assert place.left() == []


@pytest.mark.tex
@pytest.mark.parametrize("name", ["cut off", "garbage", "one bit"])
def test_a_mangled_format_never_changes_a_pdf(place: Place, name: str) -> None:
    assert place.run("build", "cv.yaml").code == 0
    expected = place.pdf.read_bytes()
    place.pdf.unlink()
    for file in place.cache.rglob("*.fmt"):
        DAMAGES[name](file)
    assert place.run("build", "cv.yaml").code == 0
    assert place.pdf.read_bytes() == expected
    assert len(list(place.cache.rglob("*.fmt"))) == 1


@given(st.binary(max_size=300), st.data())
def test_nothing_is_read_that_was_not_published(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("cache") / "x"
    assert publish(file, value)
    whole = file.read_bytes()
    assert read(file) == value
    at = data.draw(st.integers(0, len(whole) - 1))
    one_bit = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    file.write_bytes(data.draw(st.sampled_from([whole[:at], one_bit, whole + b"\0", whole[at + 1 :]])))
    assert read(file) is None
    assert read_json(file) is None


def test_what_others_may_write_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x"
    assert publish_json(file, {"a": 1})
    file.chmod(0o666)
    assert read_json(file) is None


def test_what_is_anothers_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x"
    assert publish_json(file, {"a": 1})
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert read_json(file) is None


def test_what_is_published_is_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "x"
    assert publish_json(file, {"a": 1})
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_the_cache_folder_is_where_the_system_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path in cache.cache_folder().parents or os.uname().sysname == "Darwin"
