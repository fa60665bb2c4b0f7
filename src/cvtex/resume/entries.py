"""The entries of JSON Resume's sections, with what Chinese résumés add to them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from cvtex.resume.checked import Url  # noqa: TC001  (pydantic reads it)
from cvtex.resume.dates import Date, EndDate  # noqa: TC001  (pydantic reads it)
from cvtex.resume.items import Course, Entry, Model, Passage
from cvtex.resume.text import Text  # noqa: TC001  (pydantic reads it)


class Period(Model):
    """From when to when."""

    start_date: Date | None = Field(default=None, description="When it began: YYYY, YYYY-MM or YYYY-MM-DD.")
    end_date: EndDate | None = Field(
        default=None, description="When it ended: a date, or present; present too when left out."
    )


class Work(Entry, Period):
    """A job or an internship."""

    name: Text | None = Field(default=None, description="The employer.")
    position: Text | None = Field(default=None, description="The role.")
    department: Text | None = Field(default=None, description="The team or department.")
    location: Text | None = Field(default=None, description="Where it was.")
    description: Text | None = Field(default=None, description="What the employer does.")
    url: Url | None = Field(default=None, description="The employer's website.")
    summary: Passage | None = Field(default=None, description="What it was about.")
    highlights: tuple[Passage, ...] = Field(default=(), description="What was done and achieved.")


class Volunteer(Entry, Period):
    """Unpaid work, a society, an office held."""

    naming: ClassVar[str] = "organization"

    organization: Text | None = Field(default=None, description="The organization.")
    position: Text | None = Field(default=None, description="The role.")
    location: Text | None = Field(default=None, description="Where it was.")
    url: Url | None = Field(default=None, description="The organization's website.")
    summary: Passage | None = Field(default=None, description="What it was about.")
    highlights: tuple[Passage, ...] = Field(default=(), description="What was done and achieved.")


class Education(Entry, Period):
    """A degree or a stage of schooling."""

    naming: ClassVar[str] = "institution"

    institution: Text | None = Field(default=None, description="The school or university.")
    area: Text | None = Field(default=None, description="The programme or major.")
    department: Text | None = Field(default=None, description="The school or laboratory within it.")
    study_type: Text | None = Field(default=None, description="The degree, for example 工学学士.")
    location: Text | None = Field(default=None, description="Where it was.")
    url: Url | None = Field(default=None, description="Its website.")
    score: Text | None = Field(default=None, description="The grade point average, for example 3.99/4.00.")
    rank: Text | None = Field(default=None, description="The rank in class, for example 3/254.")
    courses: tuple[Course, ...] = Field(default=(), description="Courses, with or without their scores.")
    summary: Passage | None = Field(default=None, description="What it was about.")
    highlights: tuple[Passage, ...] = Field(default=(), description="What was done and achieved.")


class Award(Entry):
    """A prize, a scholarship, an honour."""

    naming: ClassVar[str] = "title"

    title: Text | None = Field(default=None, description="The award's name.")
    date: Date | None = Field(default=None, description="When it was given.")
    awarder: Text | None = Field(default=None, description="Who gave it.")
    level: Text | None = Field(default=None, description="Its level or result, for example 一等奖.")
    summary: Passage | None = Field(default=None, description="What it was for.")
    url: Url | None = Field(default=None, description="Where it can be looked up.")
    short: Text | None = Field(default=None, description="A shorter name.")


class Certificate(Entry):
    """A certificate or a test passed."""

    name: Text | None = Field(default=None, description="The certificate's name.")
    date: Date | None = Field(default=None, description="When it was given.")
    issuer: Text | None = Field(default=None, description="Who gave it.")
    score: Text | None = Field(default=None, description="The result.")
    url: Url | None = Field(default=None, description="Where it can be looked up.")
    short: Text | None = Field(default=None, description="A shorter name.")


class Publication(Entry):
    """A paper, a patent, a book."""

    name: Text | None = Field(default=None, description="The title.")
    authors: tuple[Text, ...] = Field(default=(), description="The authors, in order.")
    publisher: Text | None = Field(default=None, description="The journal, conference or publisher.")
    release_date: Date | None = Field(default=None, description="When it appeared.")
    status: Text | None = Field(default=None, description="Where it stands, for example 已录用 or under review.")
    url: Url | None = Field(default=None, description="Where it can be read.")
    summary: Passage | None = Field(default=None, description="What it says.")
    highlights: tuple[Passage, ...] = Field(default=(), description="What is worth saying about it.")
    short: Text | None = Field(default=None, description="A shorter title.")


class Skill(Entry):
    """A skill, or a group of them."""

    name: Text | None = Field(default=None, description="The skill or the group's name.")
    level: Text | None = Field(default=None, description="How well.")
    keywords: tuple[Text, ...] = Field(default=(), description="What belongs to it.")


class LanguageSkill(Entry):
    """A language that the person knows: JSON Resume's ``languages``."""

    naming: ClassVar[str] = "language"

    language: Text | None = Field(default=None, description="The language.")
    fluency: Text | None = Field(default=None, description="How well.")
    score: Text | None = Field(default=None, description="A test's result, for example CET-6 590.")


class Interest(Entry):
    """An interest."""

    name: Text | None = Field(default=None, description="The interest.")
    keywords: tuple[Text, ...] = Field(default=(), description="What belongs to it.")


class Reference(Entry):
    """What somebody says of the person."""

    name: Text | None = Field(default=None, description="Who says it.")
    reference: Passage | None = Field(default=None, description="What is said.")


class Project(Entry, Period):
    """A project."""

    name: Text | None = Field(default=None, description="The project's name.")
    description: Passage | None = Field(default=None, description="What it is.")
    highlights: tuple[Passage, ...] = Field(default=(), description="What was done and achieved.")
    keywords: tuple[Text, ...] = Field(default=(), description="Technologies and topics.")
    roles: tuple[Text, ...] = Field(default=(), description="The person's roles in it.")
    entity: Text | None = Field(default=None, description="The organization behind it.")
    type: Text | None = Field(default=None, description="What kind of project, for example application or talk.")
    location: Text | None = Field(default=None, description="Where it was.")
    url: Url | None = Field(default=None, description="Its website.")
    summary: Passage | None = Field(default=None, description="What it was about.")
