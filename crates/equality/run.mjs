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
  process.exit(1);
}
