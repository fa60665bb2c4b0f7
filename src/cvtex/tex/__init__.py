"""xelatex: its format, a conversation with it, and what its errors mean.

- engine, sandbox: find xelatex, give it a private folder, an environment and limits
- format: what every run would read first, precompiled
- early_start: processes started while the résumé is still being read, as predicted
- session: one conversation with one process: blocks in, heights out, then one PDF
- heights: those of the blocks of earlier runs
- log, failures: what TeX prints, read as facts, and put into words where it failed
- machine: what of TeX is installed, and what to install
"""
