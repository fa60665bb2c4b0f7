"""Text to LaTeX: escaping, inline Markdown, and the templates that put both on a page."""
