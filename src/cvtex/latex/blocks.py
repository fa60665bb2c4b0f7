"""Renders blocks: the smallest things that are shown, omitted or measured by themselves.

A block is the header, a heading, an entry's head, one bullet in one of its wordings, one row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.latex.jinja import Printer


@dataclass(frozen=True, slots=True)
class Block:
    """What TeX sets: its LaTeX, where it stands in the file, and the texts a reader finds in it."""

    latex: str
    path: str
    texts: tuple[str, ...]


class Blocks:
    """The blocks of one PDF, numbered as they come."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._blocks: list[Block] = []

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)

    def add(self, file: str, path: str, /, **values: object) -> int:
        """Render one file of the template with these values, and return the number of its block.

        Raises:
            EngineError: The template is wrong.
        """
        latex, texts = self._printer.render(file, values)
        self._blocks.append(Block(latex, path, texts))
        return len(self._blocks) - 1
