"""Lint: warnings (W4xx) about what a file says, and advice (A1xx) on how it reads; never an error.

    engine     runs the rules for a subject, but for those that are switched off
    subjects   what rules look at: a file, one language as shown, its pages, files that git tracks
    rules      the advice, from rules.toml: what it looks for, and what it says

The other modules hold the rules, by what they look at. Why a rule exists, and its source: docs/errors.md.
"""
