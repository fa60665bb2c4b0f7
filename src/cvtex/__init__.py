"""cvtex: a résumé compiler."""

__version__ = "0.1.0"
