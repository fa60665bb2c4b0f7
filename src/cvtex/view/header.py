"""Makes the top of the page: who it is, and how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.text.cjk import is_written_without_spaces
from cvtex.view.values import Contact, Header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.resume.basics import Address, Basics
    from cvtex.view.reading import Reading

# What Chinese résumés say of a person besides how to reach them, in their order.
_PERSONAL = ("graduation", "gender", "ethnicity", "political_status", "native_place", "birth_date")


def header(reading: Reading, basics: Basics) -> Header:
    """The header in one language."""
    contacts = (*_reached(reading, basics), *_profiles(reading, basics), *_about(reading, basics))
    return Header(
        name=reading.text(basics.name) or "",
        label=reading.text(basics.label),
        objective=reading.text(basics.objective),
        image=basics.image,
        contacts=contacts,
    )


def _reached(reading: Reading, basics: Basics) -> Iterator[Contact]:
    if phone := reading.text(basics.phone):
        yield Contact("basics.phone", phone)
    if basics.email:
        yield Contact("basics.email", basics.email, f"mailto:{basics.email}")
    if basics.url:
        yield Contact("basics.url", basics.url, basics.url)


def _profiles(reading: Reading, basics: Basics) -> Iterator[Contact]:
    for number, profile in enumerate(basics.profiles):
        if reading.shows(profile):
            parts = (reading.text(profile.network), profile.username)
            text = reading.locale.colon.join(part for part in parts if part) or profile.url
            if text:
                yield Contact(f"basics.profiles[{number}]", text, profile.url)


def _about(reading: Reading, basics: Basics) -> Iterator[Contact]:
    if basics.location is not None and (address := _address(reading, basics.location)):
        yield Contact("basics.location", address)
    for name in _PERSONAL:
        if (value := reading.value(getattr(basics, name))) is not None:
            yield Contact(f"basics.{name}", f"{reading.locale.labels.get(name, '')}{value}")
    for number, detail in enumerate(basics.details):
        if reading.shows(detail) and (value := reading.text(detail.value)):
            label = reading.text(detail.label)
            text = f"{label}{reading.locale.colon}{value}" if label else str(value)
            yield Contact(f"basics.details[{number}]", text, detail.url)


def _address(reading: Reading, where: Address) -> str:
    """An address on one line; Chinese runs from the large to the small, others the other way round."""
    street, city, region, postal_code = map(reading.text, (where.address, where.city, where.region, where.postal_code))
    if region == city:  # Beijing, Shanghai, Hamburg: a city that is its own province is named once
        region = None
    if is_written_without_spaces(reading.locale.tag):
        address = "".join(part for part in (region, city, street) if part)
        return " ".join(part for part in (address, postal_code) if part)
    return ", ".join(part for part in (street, city, region, postal_code, where.country_code) if part)
