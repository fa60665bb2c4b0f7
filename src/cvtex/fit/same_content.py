"""Shim."""

from cvtex.fit.alike import plan_alike as plan_together

__all__ = ["plan_together"]
