// Prints as JSON what OpenResume's parser finds in a PDF: node openresume.mjs FOLDER SOURCE FILE, where FOLDER has
// node_modules with pdfjs-dist 3 and sucrase, and SOURCE is OpenResume's. Its parser is a part of an application for the
// web, in TypeScript: here its files are made JavaScript one by one, with what belongs to the web left out.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, source, file] = process.argv.slice(2);
const require = createRequire(join(folder, "node_modules", "index.js"));
const { transform } = require("sucrase");
const library = join(source, "src", "app", "lib");
const parser = "parse-resume-from-pdf";
const LEFT_OUT = {
  "lib/redux/resumeSlice": 'export const initialFeaturedSkills = Array(6).fill({ skill: "", rating: 4 });',
  "pdfjs-dist": `import pdfjs from ${JSON.stringify(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.js")))};
    export const { getDocument, GlobalWorkerOptions } = pdfjs;`,
  "pdfjs-dist/build/pdf.worker.entry": `export default ${JSON.stringify(
    require.resolve("pdfjs-dist/legacy/build/pdf.worker.js"),
  )};`,
};

const work = await mkdtemp(join(tmpdir(), "cvtex-openresume-"));
try {
  const every = await readdir(join(library, parser), { recursive: true });
  const names = every.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => join(parser, name));
  for (const name of [...names, "deep-clone.ts"]) await write(name, await readFile(join(library, name), "utf8"));
  for (const [name, text] of Object.entries(LEFT_OUT)) await write(`${name.replace(/^lib\//, "")}.ts`, text);
  // Needed to draw, not to read.
  globalThis.DOMMatrix ??= class {};
  globalThis.Path2D ??= class {};
  console.warn = console.log = () => {};
  const { parseResumeFromPdf } = await import(pathToFileURL(join(work, parser, "index.mjs")));
  const resume = await parseResumeFromPdf(pathToFileURL(file).href);
  process.stdout.write(JSON.stringify(resume));
} finally {
  await rm(work, { recursive: true });
}

async function write(name, text) {
  const place = join(work, name.replace(/\.ts$/, ".mjs"));
  const { code } = transform(text, { transforms: ["typescript"] });
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, code.replace(/(from\s+)"([^".][^"]*)"/g, (whole, from, other) => {
    if (other.startsWith("file:")) return whole;
    const inside = other.replace(/^lib\//, "");
    const path = names_of_folders().has(inside) ? `${inside}/index` : inside;
    return `${from}"./${relative(dirname(place), join(work, path))}.mjs"`;
  }));
}

function names_of_folders() {
  return new Set([parser, `${parser}/extract-resume-from-sections`]);
}
