"""Fonts: which faces set which text, and which characters they have; importing it reads no file."""
