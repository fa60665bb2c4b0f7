"""What programs look for on a page: each value with its path, and the forms it may have."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from cvtex.check.validate import validate
from cvtex.load import load
from cvtex.view import view
from cvtex.view.fields import FieldGroup, field_groups

if TYPE_CHECKING:
    from pathlib import Path

RESUME = """
    basics:
      name: {zh: 邓嘉鑫, en: Jiaxin Deng}
      phone: +86 138 0000 0000
      email: name@example.com
      url: https://www.example.com/
      profiles: [{network: GitHub, username: jdeng, url: 'https://github.com/jdeng'}]
    work:
      - {name: '**Kuaishou**', position: Intern, startDate: 2023-01, endDate: present, highlights: [Built *it*]}
      - {name: Huawei, startDate: 2020, endDate: 2021, priority: 3}
    education:
      - {institution: UESTC, area: Computing, studyType: B.Eng., startDate: 2018-09, endDate: 2022-06}
    awards: [{title: A very long name, short: A name, date: 2021-05}]
    skills: [{name: Languages, keywords: [Go, C++]}]
    sections: [{id: about, kind: text, title: About, priority: 2, text: Curious}]
    """


def groups(tmp_path: Path, lang: str = "en", text: str = RESUME) -> dict[str, FieldGroup]:
    file = tmp_path / "resume.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    resume = validate(load(file)).resume
    return {group.path: group for group in field_groups(view(resume, lang), resume)}


def test_each_value_has_its_path_in_the_order_of_the_page(tmp_path: Path) -> None:
    assert {path: [field.path for field in group.fields] for path, group in groups(tmp_path).items()} == {
        "basics": [
            "basics.name",
            "basics.phone",
            "basics.email",
            "basics.url",
            "basics.profiles[0].username",
            "basics.profiles[0].url",
        ],
        "work": ["work"],
        "work[0]": ["work[0].name", "work[0].position", "work[0].startDate"],
        "work[1]": ["work[1].name", "work[1].startDate"],
        "education": ["education"],
        "education[0]": [
            "education[0].institution",
            "education[0].studyType",
            "education[0].area",
            "education[0].startDate",
        ],
        "awards": ["awards"],
        "awards[0]": ["awards[0].title", "awards[0].date"],
        "skills": ["skills"],
        "skills[0]": ["skills[0].name", "skills[0].keywords[0]", "skills[0].keywords[1]"],
        "sections[0]": ["sections[0]"],
    }


def test_a_value_is_what_the_page_prints_without_its_markup(tmp_path: Path) -> None:
    work = groups(tmp_path)["work[0]"]
    assert work.fields[0].forms == ("Kuaishou",)
    assert work.sentences == ("Built it",)
    assert groups(tmp_path, "zh")["basics"].fields[0].forms == ("邓嘉鑫",)


def test_dates_come_in_every_style_of_the_language(tmp_path: Path) -> None:
    english, chinese = (groups(tmp_path, lang)["education[0]"].fields[-1].forms for lang in ("en", "zh"))
    assert english[0] == "Sep 2018 – Jun 2022"
    assert {"September 2018 – June 2022", "2018-09 – 2022-06", "09/2018 – 06/2022", "Sep 2018 to Jun 2022"} <= set(
        english
    )
    assert chinese[0] == "2018.09 – 2022.06"
    assert {"2018 年 9 月 – 2022 年 6 月", "2018.09至2022.06", "2018/09 – 2022/06"} <= set(chinese)
    assert groups(tmp_path)["work[0]"].fields[-1].forms[0] == "Jan 2023 – Present"
    assert groups(tmp_path)["work[1]"].fields[-1].forms[0] == "2020 – 2021"
    assert {"May 2021", "2021-05", "2021.05"} <= set(groups(tmp_path)["awards[0]"].fields[-1].forms)


def test_dates_come_with_their_days_too(tmp_path: Path) -> None:
    text = (
        "basics: {name: A}\nwork: [{name: W, startDate: 2013-12-01, endDate: 2014-12-31}]\n"
        "awards: [{title: T, date: 2021-05-04}]\n"
    )
    found = groups(tmp_path, text=text)
    work, award = (found[path].fields[-1].forms for path in ("work[0]", "awards[0]"))
    assert work[0] == "Dec 2013 – Dec 2014"
    assert {"1 Dec 2013 – 31 Dec 2014", "2013-12 – 2014-12"} <= set(work)
    assert award[0] == "May 2021"
    assert {"4 May 2021", "2021-05"} <= set(award)


def test_addresses_and_numbers_come_as_other_tools_print_them(tmp_path: Path) -> None:
    phone, url, profile = (groups(tmp_path)["basics"].fields[n].forms for n in (1, 3, 5))
    assert {"+86 138 0000 0000", "+8613800000000", "+86-138-0000-0000"} == set(phone)
    assert {"https://www.example.com/", "https://www.example.com", "example.com"} == set(url)
    assert {"https://github.com/jdeng", "github.com/jdeng"} == set(profile)


def test_an_account_is_found_within_its_address(tmp_path: Path) -> None:
    text = "basics: {name: A, profiles: [{network: X, username: '@jdeng', url: 'https://x.com/jdeng'}]}"
    (account, link) = groups(tmp_path, text=text)["basics"].fields[1:]
    assert (account.kind, account.forms) == ("account", ("@jdeng", "jdeng"))
    assert link.forms[0] == "x.com/jdeng"


def test_a_shorter_name_stands_for_a_name(tmp_path: Path) -> None:
    assert groups(tmp_path)["awards[0]"].fields[0].forms == ("A very long name", "A name")


def test_what_may_go_carries_a_priority_of_its_own_or_its_sections(tmp_path: Path) -> None:
    found = {path: group.priority for path, group in groups(tmp_path).items() if group.priority}
    assert found == {"work[1]": 3, "sections[0]": 2}
