"""What stayed, went and came between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diff.words import changed_words


def marked(old: str, new: str) -> str:
    form = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(form[run.kind].format(run.text) for run in changed_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("延迟降低30%", "延迟降低45%", "延迟降低[-30%-]{+45%+}"),
        ("人数+4.215%，关注", "人数+4.315%，关注", "人数[-+4.215%-]{++4.315%+}，关注"),
        ("采用fp16精度", "采用bf16精度", "采用[-fp16-]{+bf16+}精度"),
        ("学习能力强", "学习能力很强", "学习能力{+很+}强"),
        ("a service in Python", "two services in Python", "[-a service-]{+two services+} in Python"),
        ("I wrote it", "I rewrote it", "I [-wrote-]{+rewrote+} it"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("CET-4 628, CET-6", "CET-4 630, CET-6", "CET-4 [-628-]{+630+}, CET-6"),
    ],
)
def test_words_are_marked_as_a_reader_would(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_are_the_two_texts(old: str, new: str) -> None:
    runs = changed_words(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "old") == new
