"""What a résumé is: frozen pydantic models of the file, and of nothing that is computed from it."""

from __future__ import annotations

from cvtex.resume.checked import COLOURS, Colour, Email, Name, Url
from cvtex.resume.dates import PRESENT, Date
from cvtex.resume.entries import Period
from cvtex.resume.file_name import FileName
from cvtex.resume.images import ImagePaths, PhotoSize
from cvtex.resume.items import Course, Entry, Item, Passage
from cvtex.resume.languages import Language, is_language, nearest_language
from cvtex.resume.layout import Fit, Layout, LayoutSettings
from cvtex.resume.resume import Basics, Resume
from cvtex.resume.sections import CONTENT_KEYS, ENTRY_CLASSES, Entries, Row, Section
from cvtex.resume.text import Text

__all__ = [
    "COLOURS", "CONTENT_KEYS", "ENTRY_CLASSES", "PRESENT", "Basics", "Colour", "Course", "Date", "Email", "Entries",
    "Entry", "FileName", "Fit", "ImagePaths", "Item", "Language", "Layout", "LayoutSettings", "Name", "Passage",
    "Period", "PhotoSize", "Resume", "Row", "Section", "Text", "Url", "is_language", "nearest_language",
]  # fmt: skip
