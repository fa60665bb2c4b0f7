"""What a PDF claims of itself, and whether validators agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as validator
import pikepdf
from outloud import check

if TYPE_CHECKING:
    from tests.pages.built import Built


def assert_claims_hold(built: Built) -> None:
    """PDF/UA-1 and PDF/A-2a, by two validators."""
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A):
        report = validator.validate_pdf(built.pdf, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    spoken = check(str(built.pdf))
    assert (spoken.error, spoken.errors) == (None, 0), [
        finding for finding in spoken.findings if finding.severity == "error"
    ]
    with pikepdf.open(built.pdf) as document, document.open_metadata() as xmp:
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
