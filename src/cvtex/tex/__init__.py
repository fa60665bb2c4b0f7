"""xelatex: the only room that starts processes.

- engine: finds xelatex, gives it a private folder, an environment and limits
- limits: what one process may use
- format: what every run would read first, precompiled
- early_start: processes started while the résumé is still being read
- session: one conversation with one process: blocks in, heights out, then one PDF
- log: what TeX prints, read as facts: errors, lost characters, overfull lines
"""
