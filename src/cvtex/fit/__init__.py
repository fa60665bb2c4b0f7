"""Chooses what is shown, how tightly and on which page; pure, given a callable that measures."""
