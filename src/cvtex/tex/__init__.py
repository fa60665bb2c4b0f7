"""xelatex: the only room that starts processes.

    engine    finds xelatex, gives it a private folder, an environment and limits
    session   one conversation with one process: blocks in, heights out, then one PDF
    log       what TeX prints, read as facts: errors, lost characters, overfull lines
"""
