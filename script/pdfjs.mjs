// Prints the text of a PDF as it is copied out of pdf.js's own viewer: node pdfjs.mjs FOLDER FILE, where FOLDER has
// node_modules with pdfjs-dist. The viewer sets each text item in an element of its own, with nothing in between, and
// a line break after each that ends a line.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const pdfjs = join(folder, "node_modules", "pdfjs-dist");
// Needed to draw, not to read; without one a package of 30 MB would be.
globalThis.DOMMatrix ??= class {};
const { getDocument, VerbosityLevel } = await import(pathToFileURL(join(pdfjs, "legacy", "build", "pdf.mjs")));

const data = new Uint8Array(await readFile(file));
const verbosity = VerbosityLevel.ERRORS;
const document = await getDocument({ data, verbosity, cMapUrl: join(pdfjs, "cmaps/"), cMapPacked: true }).promise;
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  process.stdout.write(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join("") + "\f");
}
