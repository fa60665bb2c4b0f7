"""The header in one language: who it is, how to reach them, and what Chinese résumés say of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import See

    from cvtex.view import View


def contacts(shown: View) -> list[str]:
    return [contact.text for contact in shown.header.contacts]


def test_contacts_link_where_they_lead(see: See) -> None:
    text = """
        basics:
          name: A
          email: a@b.example
          url: https://a.example
          profiles:
            - {network: GitHub, username: a, url: https://github.com/a}
            - {url: https://x.example/y}
            - {username: z}
            - {network: LinkedIn, url: 'https://www.linkedin.com/in/a-b/'}
            - {network: Medium, username: a, url: 'https://medium.com/@a'}
            - {network: X, username: '@A', url: 'https://x.com/a'}
            - {network: Scholar, username: A B, url: 'https://scholar.example/citations?user=a'}
            - {network: Blog, username: a, url: 'https://a.example.org'}
    """
    shown = see(text, "en").header.contacts
    assert [(contact.text, contact.url) for contact in shown] == [
        ("a@b.example", "mailto:a@b.example"),
        ("a.example", "https://a.example"),
        ("github.com/a", "https://github.com/a"),
        ("x.example/y", "https://x.example/y"),
        ("z", None),
        ("linkedin.com/in/a-b", "https://www.linkedin.com/in/a-b/"),
        ("medium.com/@a", "https://medium.com/@a"),
        ("x.com/a", "https://x.com/a"),
        ("Scholar: A B", "https://scholar.example/citations?user=a"),
        ("Blog: a", "https://a.example.org"),
    ]


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://www.example.com/", "example.com"),
        ("HTTP://WWW.Example.com/a/b/", "Example.com/a/b"),
        ("http://www.com", "www.com"),
        ("https://example.com:8080/~zlin?q=/", "example.com:8080/~zlin?q=/"),
        ("https://wwwexample.com", "wwwexample.com"),
        ("mailto:a@b.example", "a@b.example"),
    ],
)
def test_an_address_is_printed_bare(see: See, url: str, printed: str) -> None:
    (contact,) = see(f"basics: {{name: A, url: '{url}'}}", "en").header.contacts
    assert (contact.text, contact.url) == (printed, url)


ADDRESS = """
    basics:
      name: A
      location:
        address: {zh: 中关村东路95号, en: 95 Zhongguancun East Road}
        postalCode: 100190
        city: {zh: 北京, en: Beijing}
        region: {zh: 北京, en: Beijing}
        countryCode: CN
"""


@pytest.mark.parametrize(
    ("lang", "written"),
    [("zh", "北京中关村东路95号 100190"), ("en", "95 Zhongguancun East Road, Beijing, 100190, CN")],
)
def test_an_address_runs_as_the_language_has_it(see: See, lang: str, written: str) -> None:
    assert contacts(see(ADDRESS, lang)) == [written]


def test_what_chinese_resumes_say_of_a_person_comes_labelled(see: See) -> None:
    text = """
        basics:
          name: A
          graduation: 2025届
          gender: 男
          ethnicity: 汉族
          politicalStatus: 中共党员
          nativePlace: 四川成都
          birthDate: 2000-01
          objective: 算法工程师
          details: [{label: 微信, value: zlin}, ORCID]
    """
    shown = see(text, "zh")
    expected = ["2025届", "男", "汉族", "中共党员", "籍贯：四川成都", "出生年月：2000.01", "微信：zlin", "ORCID"]
    assert contacts(shown) == expected
    assert shown.header.objective == "算法工程师"
