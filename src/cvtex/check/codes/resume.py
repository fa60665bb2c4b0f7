"""What can be wrong or odd with a résumé: reading it, its keys and values, its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.codes.info import CodeInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

RESUME: Mapping[str, CodeInfo] = {
    # E1xx: reading the file
    "E101": CodeInfo(
        "the file cannot be read",
        "There is no such file, it is a folder, or you may not read it. Check the path; paths are relative to the "
        "folder you run the command in.",
    ),
    "E102": CodeInfo(
        "the file is not UTF-8",
        "A résumé is read as UTF-8. Editors on Windows sometimes save Chinese text as GBK (called ANSI) or UTF-16: "
        "save the file again with the encoding UTF-8.",
    ),
    "E103": CodeInfo(
        "an invisible control character",
        "Control characters and marks that change the direction of text cannot be seen, cannot be printed and can "
        "make a page say something else than the file. They mostly come along when text is pasted. Delete the "
        "character and type its neighbours again.",
    ),
    "E104": CodeInfo(
        "the file is too large",
        "The file is larger than any résumé; perhaps the wrong file was named.",
    ),
    "E105": CodeInfo(
        "the YAML cannot be understood",
        "The file is not valid YAML at this place. The usual reasons: a tab as indentation, a quote that is not "
        'closed, a ": " inside a text without quotes, or a text that starts with one of * & ! % @ ` [ { > |. When in '
        "doubt, put the text in quotes.",
    ),
    "E106": CodeInfo(
        "a key stands twice",
        "The same key is written twice in one mapping. YAML would silently keep the last one and lose the other, so "
        "it is refused: rename or join them.",
    ),
    "E107": CodeInfo(
        "anchors and aliases are not used",
        "A value that starts with & or * is an anchor or an alias in YAML. A résumé needs neither. If you meant text, "
        "such as *italic* or **bold**, put it in quotes.",
    ),
    "E108": CodeInfo(
        "tags are not used",
        "A value that starts with ! is a tag in YAML. A résumé needs none. If you meant text, put it in quotes.",
    ),
    "E109": CodeInfo(
        "a key is not text",
        "Keys are plain words such as name or startDate: never empty, a list or a mapping.",
    ),
    "E110": CodeInfo(
        "several documents in one file",
        "A line of --- starts a second YAML document; a file holds one résumé. Delete the line, or move what follows "
        "to a file of its own.",
    ),
    "E111": CodeInfo(
        "nested too deeply",
        "Lists and mappings stand inside each other more deeply than any résumé needs.",
    ),
    "E112": CodeInfo(
        "too many values",
        "The file holds more values than any résumé needs; perhaps the wrong file was named.",
    ),
    "E113": CodeInfo(
        "a text is too long",
        "One text is longer than many pages; perhaps a closing quote is missing.",
    ),
    "E114": CodeInfo(
        "the file is not a mapping of keys to values",
        "A résumé starts with keys such as basics: and work: in its first column. The file is empty, or holds a list "
        "or a single text.",
    ),
    "E115": CodeInfo(
        "--set is not KEY=VALUE",
        "Write --set KEY=VALUE, where KEY is a path as the reports print it: basics.phone, work[0].highlights[2].text.",
    ),
    "E116": CodeInfo(
        "--set names a place that is not there",
        "A part of the KEY goes into a text, or names an entry of a list that does not exist. Entries count from 0.",
    ),
    # E2xx, what a résumé consists of
    "E201": CodeInfo(
        "an unknown key",
        "The key is not one that a résumé has at this place, so what stands under it would be lost. Mostly it is "
        "misspelt or indented wrongly; the hint names the nearest key. `cvtex schema` lists all keys. In a JSON Resume "
        "document (.json, or with its $schema) unknown keys are allowed, and are only warned of.",
    ),
    "E202": CodeInfo(
        "the wrong kind of value",
        "A list stands where a text belongs, or a text where a list or a mapping belongs. Lists have each item on a "
        "line of its own after `- `; mappings have `key: value` on each line.",
    ),
    "E203": CodeInfo(
        "something is missing",
        "An entry needs at least its name (the employer, institution, title …), a section its id, its kind and what "
        "it holds, and a passage its text.",
    ),
    "E204": CodeInfo(
        "an empty text",
        "There is a place for a text, and nothing in it. Write something, delete the line, or write null for a "
        "language in which there is nothing to say.",
    ),
    "E205": CodeInfo(
        "a date in another notation",
        "Dates are written YYYY, YYYY-MM or YYYY-MM-DD, and what still goes on ends `present`. How they look on the "
        "page is a matter of the language and of layout.dates.",
    ),
    "E206": CodeInfo("a date that does not exist", "There is no such month, or the month has fewer days."),
    "E207": CodeInfo(
        "an end before its start",
        "The endDate is earlier than the startDate. Where one of them is less precise (2023 and 2023-05), only what "
        "both say is compared.",
    ),
    "E208": CodeInfo(
        "not a number that can stand here",
        "A number is expected, without its unit and within bounds: priority 1 to 9, pages 1 or more, type 8 to 14 pt, "
        "leading 1.0 to 2.0, margins 5 to 40 mm, gaps 0 to 3.",
    ),
    "E209": CodeInfo("bounds the wrong way round", "Bounds are written [lowest, highest]."),
    "E210": CodeInfo("not one of the choices", "The key takes one of a few words; the hint lists them."),
    "E211": CodeInfo(
        "an e-mail address that cannot be",
        "An address has one @, with something before it and a host after it, and no blanks.",
    ),
    "E212": CodeInfo(
        "a link that cannot be",
        "A link is a whole address that starts with http, https, mailto or tel. Others are not put into a PDF.",
    ),
    "E213": CodeInfo(
        "a picture that cannot be used",
        "A picture is a file beside the résumé, named by a relative path that does not lead out of its folder. "
        "Nothing is fetched from the web.",
    ),
    "E214": CodeInfo(
        "a colour in another notation",
        "A colour is written '#rrggbb', in quotes: without them YAML takes it for a comment.",
    ),
    "E215": CodeInfo(
        "a section that does not exist",
        "layout.sections and layout.titles name sections by their ids: those of JSON Resume (work, education …), "
        "summary, and the ids under sections:.",
    ),
    "E216": CodeInfo(
        "a section named twice",
        "Each section has an id of its own, and stands once in layout.sections.",
    ),
    "E217": CodeInfo(
        "content that a section of this kind does not have",
        "A section of a kind of JSON Resume's holds entries, one of kind text a text, of kind bullets items, and of "
        "kind table rows (and columns, if wanted, of which each row has a cell).",
    ),
    "E218": CodeInfo(
        "a font set that does not exist",
        "layout.fonts names one of the sets that come with cvtex; the hint lists them.",
    ),
    "E219": CodeInfo(
        "a font family that does not exist",
        "layout.fonts names single families by role: one that comes with cvtex, or one of your own in the folder fonts "
        "beside the résumé, in files named Family-Regular.otf, Family-Bold.otf and so on. `cvtex fonts` lists both.",
    ),
    "E220": CodeInfo(
        "a font that cannot be used",
        "The file is cut off or no OpenType font, has a name that TeX would misread, is a link that leads out of the "
        "résumé's folder, or holds no letters of the script that it is asked to set. docs/fonts.md says more.",
    ),
    "E230": CodeInfo(
        "a path that cannot be private",
        "meta.private lists paths as the reports print them, such as basics.phone or work[0].url, each with all that "
        "stands below it. This one leads nowhere, so it would protect nothing; or to something that a résumé needs.",
    ),
    "E231": CodeInfo(
        "something private gets out",
        "With --redact, the finished PDF (its text, streams, links and metadata), the files that are kept and the "
        "report are searched for every private value. One was found, so nothing was delivered. Mostly it stands in "
        "another place of the résumé too, which the message names.",
    ),
    # E3xx, languages
    "E301": CodeInfo(
        "an unknown language",
        "Languages are named by their ISO 639-1 code, with a script or a region if needed: zh, en, zh-Hant, en-GB.",
    ),
    "E302": CodeInfo(
        "a translation is missing",
        "The text is written in some of the file's languages and not in all. Add the one that is missing, or say that "
        "there is none on purpose: `en: null`. What one language alone shows can carry `only: [zh]`.",
    ),
    "E303": CodeInfo(
        "a language the file is not written in",
        "The file's languages are those that meta.languages names, or else those that its translations use. This one "
        "is not among them.",
    ),
    "E320": CodeInfo(
        "a character that no font has",
        "TeX would leave a blank there without a word, so the build stops. Write the character otherwise, or choose "
        "fonts that have it with layout.fonts.",
    ),
    "E330": CodeInfo(
        "the picture is not there, or is none",
        "The picture is a JPEG or PNG file inside the résumé's folder, of at most 10 MB and 6000 pixels a side. "
        "400 × 560 pixels are enough for print.",
    ),
    # W4xx, warnings
    "W401": CodeInfo(
        "a # cuts the text off",
        'In YAML a " #" starts a comment, and everything after it is lost: "ranked #1" becomes "ranked". Put the text '
        "in quotes, or write a space after the # of a comment.",
    ),
    "W410": CodeInfo(
        "a key that is not shown",
        "JSON Resume allows any key; this one has no place on the page.",
    ),
    "W411": CodeInfo(
        "a value that is not used",
        "The value is left out, or read as the message says: it is empty, or JSON Resume allows it but a PDF cannot "
        "carry it, such as a picture on the web.",
    ),
    "W412": CodeInfo("an odd telephone number", "It has too few or too many digits."),
    "W413": CodeInfo("small type", "Body text below 9 pt is hard to read on paper and on screens."),
    "W414": CodeInfo(
        "a text that looks untranslated",
        "The text is the same in two languages, or a Chinese text without a translation stands in a résumé that "
        "is also written in another language.",
    ),
    "W415": CodeInfo(
        "facts that differ between languages",
        "The two wordings do not hold the same numbers or links. One of them was probably mistyped, or changed "
        "without the other.",
    ),
    "W416": CodeInfo(
        "marks that do not pair up",
        "Inline Markdown has marks in pairs: **bold**, *italic*, `code`, [text](url), $math$. A mark without its "
        "partner is printed as it stands.",
    ),
    "W417": CodeInfo("an odd e-mail address", "Its host has no dot, as those of mail on the internet do."),
    "W418": CodeInfo(
        "no end, where others are present",
        "Without an endDate an entry goes on to this day. The file says `present` elsewhere, so here the end was "
        "probably forgotten: write it, or present.",
    ),
    "W419": CodeInfo(
        "half-width punctuation in Chinese",
        "A comma, a colon, brackets or quotes of English stand between Chinese characters, where they look too small "
        "and too close. Chinese has its own: ，；：！？（）。“”.",
    ),
    "W421": CodeInfo(
        "what looks like a real telephone number",
        "The file is tracked by git, so whoever sees the repository, or any later copy of it, sees the number. Write a "
        "placeholder such as +86 138 0000 0000, and put the real one into resume.private.yaml, or, in CI, into the "
        "variable CVTEX_OVERLAY. What was committed once stays in the history: git filter-repo takes it out.",
    ),
    "W422": CodeInfo(
        "what looks like a real identity number",
        "18 digits with the right check character (GB 11643) in a file that git tracks. A résumé needs none: take it "
        "out, or put it into resume.private.yaml.",
    ),
    "W423": CodeInfo(
        "what looks like a home address",
        "A street and a number in a file that git tracks. A city is enough for a résumé; the rest can stand in "
        "resume.private.yaml.",
    ),
    "W424": CodeInfo(
        "something private in a file that git tracks",
        "meta.private lists the value, and everyone who can read the repository can read it. Write a placeholder, and "
        "put the real one into resume.private.yaml.",
    ),
    "W425": CodeInfo(
        "too short to be looked for",
        "--redact masks the value or leaves it out, and cannot look for it elsewhere: so short a text stands in many "
        "places by chance.",
    ),
    "W426": CodeInfo(
        "a private overlay that git tracks",
        "resume.private.yaml is for what nobody else should read, and everyone who can read the repository can read "
        "it. Take it out with `git rm --cached`, write its name into .gitignore, and remember that the history still "
        "has it.",
    ),
    "W402": CodeInfo(
        "a character is set in a font of this machine",
        "The fonts that come with cvtex lack the character, and a font that is installed here has it. Where that font "
        "is not installed, the build stops with E320.",
    ),
}
