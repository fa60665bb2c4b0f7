"""What changed between two versions of a résumé, as a reader sees it: by language and section, with words marked."""
