"""What can go wrong outside the résumé: PDFs, the engine, templates, the command, the pages, us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.codes.info import CodeInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

MACHINE: Mapping[str, CodeInfo] = {
    # E5xx: a PDF or an installation that is not whole; P5xx: what is wrong with a finished PDF
    "E501": CodeInfo(
        "not a whole PDF",
        "The PDF is cut off, damaged or encrypted, so it was not delivered and the old one is untouched. A full disk "
        "and two builds in one folder are the usual reasons.",
    ),
    "E502": CodeInfo(
        "cvtex's own files are missing",
        "The templates or the fonts that come with cvtex are not where they belong. Install cvtex again.",
    ),
    "E503": CodeInfo(
        "a font file that cannot be read",
        "The file is cut off, or not a font. Replace it, or choose other fonts with layout.fonts.",
    ),
    "P501": CodeInfo(
        "the PDF could make a viewer act",
        "A résumé's PDF holds no scripts, no attached files and no actions but links: mail filters and application "
        "systems reject such files. Nothing a résumé says can cause this, so look at the template.",
    ),
    "P502": CodeInfo(
        "a link that is not http, https, mailto or tel",
        "Links of other kinds open files or programs on the reader's machine.",
    ),
    "P503": CodeInfo(
        "a font is not embedded",
        "Without the font inside the PDF, another machine shows another one, and Chinese text may vanish there. Choose "
        "a font whose licence allows embedding.",
    ),
    "P504": CodeInfo(
        "a font without a map to characters",
        "The font has no ToUnicode map: the page looks right, but some programs copy and search nonsense, and so do "
        "the systems that read applications. Choose another font.",
    ),
    "P505": CodeInfo(
        "a character that no one typed",
        "The PDF's text holds a ligature, a radical, a private or an invisible character in place of what was typed. "
        "Whoever searches for the word does not find it. Another font is the way out.",
    ),
    "P506": CodeInfo(
        "text is missing from the PDF",
        "Something that should be shown cannot be found in the PDF's text: it was lost, runs off the page, or was "
        "hyphenated. A template of one's own is the usual reason.",
    ),
    "P507": CodeInfo(
        "a wrong number of pages",
        "The finished PDF has more or fewer pages than were asked for. A template that starts pages itself does this.",
    ),
    "P508": CodeInfo(
        "a wrong paper size",
        "A page does not have the size that layout.paper asks for. A template that sets it itself does this.",
    ),
    "P509": CodeInfo(
        "text copies out with other characters",
        "The text looks as it was typed, but copies out with other characters, such as U+2011 for a hyphen, because "
        "the font uses one glyph for several of them. Choose another font, or accept it.",
    ),
    "P510": CodeInfo(
        "a PDF without text",
        "The pages are pictures or outlines: a person sees a résumé, and every program that reads applications sees "
        "nothing. Export the text as text.",
    ),
    "P511": CodeInfo(
        "text that is read out of order",
        "The PDF draws text that stands further up after text that stands below it, as pages with columns, sidebars "
        "and boxes do. Parsers follow the one or the other order, so entries and their dates may come apart.",
    ),
    "P512": CodeInfo(
        "a wide gap in a line",
        "Two texts stand on one line with nothing but white between them. Some parsers take that for two columns, and "
        "read the second, often a date, apart from the first. The PDFs that cvtex makes fill such gaps with spaces.",
    ),
    "P513": CodeInfo(
        "a PDF that does not say what it is",
        "Title and language are part of a PDF's metadata. Without them, readers show the file's name in the title bar, "
        "and screen readers do not know which language to speak.",
    ),
    # E6xx: the engine and the templates
    "E601": CodeInfo(
        "xelatex is not installed",
        "There is no xelatex on PATH. `cvtex doctor` says what to install on this system. On macOS, open a new "
        "terminal after MacTeX has been installed.",
    ),
    "E602": CodeInfo(
        "no folder for temporary files",
        "xelatex works in a private folder under TMPDIR, and none could be made there: the disk is full, or the folder "
        "cannot be written.",
    ),
    "E603": CodeInfo(
        "xelatex cannot be started",
        "There is a file named xelatex on PATH, and the system refuses to run it. Run `xelatex --version` to see why.",
    ),
    "E604": CodeInfo(
        "no sandbox",
        "--sandbox needs bubblewrap (the command bwrap), and a system that lets it make namespaces. Nothing was run: a "
        "run without the sandbox that was asked for would be worse than none.",
    ),
    "E610": CodeInfo(
        "LaTeX stopped at an error",
        "The template, or a package that it loads, holds a mistake in LaTeX; what the résumé says cannot cause one. "
        "The message names the template's file and line, and the entry of the résumé that was being set. The log that "
        "is kept has everything that LaTeX said.",
    ),
    "E611": CodeInfo(
        "xelatex did not write a whole PDF",
        "The PDF is missing or cut off. A full disk and two builds in one folder are the usual reasons.",
    ),
    "E612": CodeInfo(
        "xelatex did not answer",
        "It took longer than it may and was ended: a template that loops, or a machine that is very busy.",
    ),
    "E613": CodeInfo(
        "xelatex ended too early",
        "It stopped without saying why: it ran out of memory, was ended by the system, or its installation is broken. "
        "`cvtex doctor` checks that.",
    ),
    "E614": CodeInfo(
        "a LaTeX package is not installed",
        "LaTeX looked for a file that this machine does not have. The hint says which package of the system holds it; "
        "`cvtex doctor` lists everything that is missing.",
    ),
    "E615": CodeInfo(
        "a font is not installed",
        "A template or layout.fonts asks for a font that xelatex cannot find. The fonts that come with cvtex are "
        "always there: leave layout.fonts out to use them, or install the font.",
    ),
    "E616": CodeInfo(
        "TeX ran out of room",
        "A limit of TeX's own was reached (TeX says: capacity exceeded). A macro in the template that calls itself "
        "does this.",
    ),
    "E617": CodeInfo(
        "LaTeX could not write",
        "The disk is full, or the folder for temporary files cannot be written.",
    ),
    "E618": CodeInfo(
        "more output than the limit",
        "xelatex wrote a file larger than CVTEX_MAX_OUTPUT_MB (64 when it is not set) and was ended: a template that "
        "loops, or pictures of great size.",
    ),
    "W630": CodeInfo(
        "the cache folder cannot be written",
        "What LaTeX reads at the start of every build is the same each time, so it is precompiled once and kept in the "
        "cache folder ($XDG_CACHE_HOME/cvtex, or ~/.cache/cvtex). Without it everything works, and takes three times "
        "as long.",
    ),
    "W631": CodeInfo(
        "the preamble cannot be precompiled",
        "The template's preamble.tex does something that a precompiled format cannot hold, such as loading a font of "
        "the machine. Builds work, and take three times as long. Move it from preamble.tex to setup.tex.",
    ),
    "E620": CodeInfo(
        "a template.toml that cannot be used",
        "The template's bounds and gaps are missing or of another form than those of the template classic.",
    ),
    "E621": CodeInfo(
        "a template's file is wrong",
        "A file of the template could not be filled in: a mistake in its Jinja, a name that does not exist, or a file "
        "that is missing. docs/templates.md lists what a template can use.",
    ),
    # E7xx: the command asks for something that is not there
    "E701": CodeInfo(
        "a language without a locale",
        "cvtex knows the headings, labels and dates of a few languages; the hint lists them.",
    ),
    "E702": CodeInfo(
        "a template that does not exist",
        "--template and layout.template take a name that `cvtex templates` lists, or the folder of a template of your "
        "own, seen from the résumé.",
    ),
    "E703": CodeInfo(
        "the PDF cannot be written",
        "The folder for the PDFs cannot be made or written, or the disk is full. The old PDF is untouched.",
    ),
    "E704": CodeInfo(
        "nothing to show in that language",
        "The file has translations, and none in the language that --lang asks for. A file of plain texts alone can be "
        "built with any locale.",
    ),
    "E706": CodeInfo(
        "a template that nobody answers for",
        "A template is a program that runs on your machine. One that did not come with cvtex runs with "
        "--trust-template, if you would run a program of whoever wrote it, or with --sandbox, which gives it no "
        "network and no files but what it needs. A résumé alone can never start one.",
    ),
    "E707": CodeInfo(
        "a limit that makes no sense",
        "The variables CVTEX_MAX_… take whole numbers; docs/security.md lists them with their bounds.",
    ),
    "E708": CodeInfo(
        "the build took too long",
        "All of it together took more than CVTEX_MAX_RUN_SECONDS (300 when it is not set), and was ended: a file with "
        "thousands of items, or a machine that is very busy. The old PDF is untouched.",
    ),
    "E709": CodeInfo(
        "a target that nothing is for",
        "--target shows what carries that tag, and what carries none. No item in the file carries this one: the page "
        "would be the same as without a target, or lack what is meant for the target.",
    ),
    "E720": CodeInfo(
        "no new résumé there",
        "`cvtex new` writes only where none of its files is yet, so that nothing of yours is lost, and has samples in "
        "some languages only.",
    ),
    "E721": CodeInfo(
        "no report",
        "`cvtex summary` reads what `cvtex build --json` printed; this is something else, or cannot be read.",
    ),
    "E705": CodeInfo(
        "a rule that does not exist",
        "--without takes the code of a piece of advice, such as A104.",
    ),
    "E730": CodeInfo(
        "no such revision",
        "`cvtex diff` takes what git calls a commit: a hash, a branch, a tag, HEAD~1. In a shallow clone, as CI makes "
        "them, older commits are not there: fetch them first.",
    ),
    "E731": CodeInfo(
        "no git repository",
        "Two versions of a file are compared through git. Without it, `cvtex diff OLD.yaml NEW.yaml` compares two "
        "files.",
    ),
    "E732": CodeInfo(
        "the file is not in that revision",
        "The résumé had another name or place then, or was not there yet.",
    ),
    "E733": CodeInfo(
        "what cannot be compared",
        "`cvtex diff` takes up to two revisions and one file, or two files; pictures of the pages are written as .pdf "
        "or .png.",
    ),
    # E8xx and W8xx: the pages
    "E801": CodeInfo(
        "it does not fit",
        "What must be shown is taller than the pages asked for, at the tightest type, leading, gaps and margins, after "
        "everything that may go has gone. Give more items a priority or a short wording, allow everything to go with "
        "`--cut any`, or ask for more --pages. The old PDF is untouched.",
    ),
    "E802": CodeInfo(
        "too little for the pages",
        "Not every page asked for would have something on it. Ask for fewer --pages, or for --pages auto.",
    ),
    "W801": CodeInfo(
        "a line that is too wide",
        "A word or an address is longer than its line and cannot be broken. Write it shorter, or put it behind a link: "
        "[text](https://…).",
    ),
    # E999 is us.
    "E999": CodeInfo(
        "a bug in cvtex",
        "Something happened that we did not think of. The message names a file that holds what a report needs; nothing "
        "of your résumé's text is in it but what the last step was working on, so look before you send it.",
    ),
}
