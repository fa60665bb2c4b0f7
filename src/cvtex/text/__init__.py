"""Text without LaTeX: inline Markdown, Chinese and Japanese characters, where lines may break, the math of formulas."""
