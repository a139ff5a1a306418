// Makes the vectors in WebAssembly and compares them with the shared file: node run.mjs MODULE.wasm
import { readFile } from "node:fs/promises";

const [module] = process.argv.slice(2);
if (!module) {
  console.error("usage: node run.mjs MODULE.wasm");
  process.exit(2);
}
const { instance } = await WebAssembly.instantiate(await readFile(module), {});
const { memory, text_pointer, text_length } = instance.exports;
// The pointer first: making the text may grow the memory, and with it the buffer is another one.
const [pointer, length] = [text_pointer(), text_length()];
const made = new TextDecoder().decode(new Uint8Array(memory.buffer, pointer, length));
const expected = await readFile(new URL("vectors.txt", import.meta.url), "utf8");

let failed = false;
if (made === expected) {
  console.log(`equality: ${made.split("\n").length - 1} vectors are the same natively and in WebAssembly`);
} else {
  const [left, right] = [made, expected].map((text) => text.split("\n"));
  for (let place = 0; place < Math.max(left.length, right.length); place++) {
    if (left[place] !== right[place]) {
      console.error(`line ${place + 1}:\n  WebAssembly: ${left[place] ?? "nothing"}\n  vectors.txt: ${right[place] ?? "nothing"}`);
    }
  }
  console.error("hint: if the change is meant, run `UPDATE_EXPECT=1 cargo test -p doorstep-equality` and look at the difference");
  failed = true;
}

// The statistics: numbers to 1e-12, everything else exactly.
const [place, count] = [instance.exports.statistics_pointer(), instance.exports.statistics_length()];
const answers = new TextDecoder().decode(new Uint8Array(memory.buffer, place, count)).trimEnd().split("\n");
const known = (await readFile(new URL("statistics.txt", import.meta.url), "utf8")).trimEnd().split("\n");
const same = (one, other) => {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(other));
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
};
const different = known.filter((line, row) => !answers[row] || (answers[row] !== line && !same(JSON.parse(answers[row]), JSON.parse(line))));
if (different.length > 0 || answers.length !== known.length) {
  for (const line of different.slice(0, 10)) console.error(`in statistics.txt: ${line}\n  WebAssembly:     ${answers[known.indexOf(line)]}`);
  console.error(`${different.length} of ${known.length} statistics differ by more than 1e-12; there are ${answers.length} answers`);
  failed = true;
} else {
  const exact = known.filter((line, row) => answers[row] === line).length;
  console.log(`equality: ${known.length} statistics agree to 1e-12 natively and in WebAssembly, ${exact} of them to the last bit`);
}
process.exit(failed ? 1 : 0);
