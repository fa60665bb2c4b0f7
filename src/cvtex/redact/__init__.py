"""Takes what is private out of a résumé, and proves that none of it gets out."""
