// Compresses every file of a folder that has no compressed forms yet, as the app's files are: node compress.mjs FOLDER
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const names = await readdir(process.argv[2], { recursive: true });
const known = new Set(names);
for (const name of names.filter((name) => !/\.(br|gz)$/.test(name) && !known.has(`${name}.br`))) {
  const path = join(process.argv[2], name);
  if (!(await stat(path)).isFile()) continue;
  const bytes = await readFile(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
console.log("{}");
