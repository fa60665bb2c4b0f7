"""Checks a résumé: mistakes, warnings and advice, each with its location and the next step."""
