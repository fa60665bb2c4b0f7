"""Lint: warnings (W4xx) about what a file says, and advice (A1xx) on how it reads; docs/errors.md says why.

The engine runs the rules; the other modules hold them, by what they look at, and rules.toml the data of the advice.
"""
