"""Runs the command line: ``python -m cvtex`` is ``cvtex``."""

from __future__ import annotations

from cvtex.cli import main

main()
