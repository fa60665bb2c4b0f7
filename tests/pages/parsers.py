"""Parsers of résumés that run without a network, each as a function from a PDF to the fields it finds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from tests.conftest import ROOT
from tests.pages.fields import Fields, split_list
from tests.pages.outside import node, node_packages, node_source, python_packages, run

Parser = Callable[[Path], Fields]

_PYTHON: Final = ("openresume-parser==0.1.6", "zero-resume-parser==0.1.0", "python-docx==1.2.0")
# OpenResume's parser came with this pdf.js; sucrase takes the types out of its TypeScript.
_NODE: Final = ("pdfjs-dist@3.7.107", "sucrase@3.35.0")
_OPEN_RESUME: Final = "open-resume@0.1.0"
_CALL: Final = """
import json, sys
from {module} import {function}
print(json.dumps({function}(sys.argv[1])))
"""


def _filled(answer: dict[str, Iterable[str | None]]) -> Fields:
    """The fields with the values that are not empty."""
    return {field: tuple(value for value in values if value) for field, values in answer.items()}


def _in_python(module: str, function: str, fields: Callable[[Any], Fields]) -> Callable[[Path | None], Parser]:
    def get(_: Path | None) -> Parser:
        folder = str(python_packages(*_PYTHON))
        code = _CALL.format(module=module, function=function)
        return lambda pdf: fields(json.loads(run(sys.executable, "-c", code, pdf, PYTHONPATH=folder)))

    return get


def _get_open_resume(source: Path | None) -> Parser:
    """OpenResume's own parser, from a folder with its source or from its package, an application for the web."""
    command = (node(), ROOT / "script" / "openresume.mjs", node_packages(*_NODE), source or node_source(_OPEN_RESUME))
    return lambda pdf: _of_open_resume(json.loads(run(*command, pdf)))


def _of_openresume_parser(answer: Any) -> Fields:  # noqa: ANN401 (JSON)
    resume = answer["resume"]
    work = resume["experience"]["work_history"]
    return _filled(
        {
            "name": (resume["full_name"],),
            "e-mail": (resume["email"],),
            "phone": (resume["phone"],),
            "links": (resume["url"],),
            "degrees": (resume["education"]["degree_course"],),
            "employers": tuple(entry["company"] for entry in work),
            "titles": tuple(entry["title"] for entry in work),
            "dates": tuple(f"{entry['start_date']} – {entry['end_date'] or 'Present'}" for entry in work),
            "skills": split_list(resume["skills"]),
        }
    )


def _of_zero_resume_parser(answer: Any) -> Fields:  # noqa: ANN401
    links = answer["links"]
    return _filled(
        {
            "e-mail": (answer["email"],),
            "phone": (answer["phone"],),
            "links": (links["linkedin"], links["github"], *links["other"]),
            "titles": tuple(entry["role"] for entry in answer["experience"]),
            "dates": tuple(entry["duration"] for entry in answer["experience"]),
            "skills": tuple(answer["skills"]),
        }
    )


def _of_open_resume(answer: Any) -> Fields:  # noqa: ANN401
    profile, schools, work = answer["profile"], answer["educations"], answer["workExperiences"]
    skills = answer["skills"]
    return _filled(
        {
            "name": (profile["name"],),
            "e-mail": (profile["email"],),
            "phone": (profile["phone"],),
            "links": (profile["url"],),
            "schools": tuple(entry["school"] for entry in schools),
            "degrees": tuple(entry["degree"] for entry in schools),
            "employers": tuple(entry["company"] for entry in work),
            "titles": tuple(entry["jobTitle"] for entry in work),
            "dates": tuple(entry["date"] for entry in (*schools, *work, *answer["projects"])),
            "skills": split_list([*skills["descriptions"], *(one["skill"] for one in skills["featuredSkills"])]),
        }
    )


PARSERS: Final[dict[str, Callable[[Path | None], Parser]]] = {
    "OpenResume": _get_open_resume,
    "openresume-parser": _in_python("openresume", "parse_resume_from_pdf", _of_openresume_parser),
    "zero-resume-parser": _in_python("zero_resume_parser.parser", "parse_resume", _of_zero_resume_parser),
}
"""By name what gets each, given a folder with OpenResume's source or nothing.

Raises:
    UnavailableError: It cannot be had here.
"""
