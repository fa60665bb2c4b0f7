"""Everything that is said of a résumé: mistakes, warnings and advice, each with its location and the next step."""
