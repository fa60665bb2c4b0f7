"""Who the résumé is about: JSON Resume's ``basics``, and what Chinese résumés say besides."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from cvtex.resume.base import Model
from cvtex.resume.checked import Email, ImagePath, Name, Url  # noqa: TC001  (pydantic reads it)
from cvtex.resume.dates import Date  # noqa: TC001  (pydantic reads it)
from cvtex.resume.items import Detail, Item, Passage
from cvtex.resume.text import Text  # noqa: TC001  (pydantic reads it)


class Address(Model):
    """Where the person lives: JSON Resume's ``basics.location``."""

    address: Text | None = Field(default=None, description="Street and number.")
    postal_code: Text | None = Field(default=None, description="The postal code.")
    city: Text | None = Field(default=None, description="The city.")
    country_code: Name | None = Field(default=None, description="ISO 3166-1 alpha-2, for example CN.")
    region: Text | None = Field(default=None, description="The province or state.")


class Profile(Item):
    """An account elsewhere."""

    network: Text | None = Field(default=None, description="The site, for example GitHub.")
    username: Name | None = Field(default=None, description="The name there.")
    url: Url | None = Field(default=None, description="The page there.")


class Basics(Model):
    """The header of the page."""

    naming: ClassVar[str] = "name"

    name: Text | None = Field(default=None, description="The person's name.")
    label: Text | None = Field(default=None, description="What the person is, for example 算法工程师.")
    image: ImagePath | None = Field(default=None, description="A picture, by its path beside this file (照片).")
    email: Email | None = Field(default=None, description="The e-mail address.")
    phone: Text | None = Field(default=None, description="The telephone number, written as it is to be printed.")
    url: Url | None = Field(default=None, description="The person's website.")
    summary: Passage | None = Field(default=None, description="A few sentences about the person (个人总结).")
    location: Address | None = Field(default=None, description="Where the person lives.")
    profiles: tuple[Profile, ...] = Field(default=(), description="Accounts elsewhere.")
    ethnicity: Text | None = Field(default=None, description="民族, for example 汉族.")
    political_status: Text | None = Field(default=None, description="政治面貌, for example 中共党员.")
    native_place: Text | None = Field(default=None, description="籍贯.")
    gender: Text | None = Field(default=None, description="性别.")
    birth_date: Date | None = Field(default=None, description="出生年月.")
    objective: Text | None = Field(default=None, description="求职意向: the job that is sought.")
    graduation: Text | None = Field(default=None, description="届别, for example 2025 届.")
    details: tuple[Detail, ...] = Field(default=(), description="Whatever else the header should say.")
