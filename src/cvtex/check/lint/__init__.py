"""Lint: warnings (W4xx) about what a file says, and advice (A1xx) on how it reads; docs/errors.md says why."""
