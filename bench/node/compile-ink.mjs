// Compiles ink to its JSON with the compiler of inkjs: node compile-ink.mjs INKJS-FOLDER SOURCE.ink OUTPUT.json
import { createRequire } from "node:module";
import { readFile, writeFile } from "node:fs/promises";

const [folder, source, output] = process.argv.slice(2);
const { Compiler } = createRequire(import.meta.url)(`${folder}/dist/ink-full.js`);
const text = await readFile(source, "utf8");
const start = performance.now();
const story = new Compiler(text).Compile();
const milliseconds = performance.now() - start;
await writeFile(output, story.ToJson());
console.log(JSON.stringify({ milliseconds }));
