// Times random plays of a call in our WebAssembly and prints one line of JSON.
//   node coverage.mjs PLAYS ROUNDS MODULE.wasm CALL.bin TOOL.bin
import { readFile } from "node:fs/promises";

const [plays, rounds, module, call, tool] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(await readFile(module), {});
const { memory, input, open, coverage } = instance.exports;
const [callBytes, toolBytes] = [await readFile(call), await readFile(tool)];
const place = input(callBytes.length + toolBytes.length);
new Uint8Array(memory.buffer, place).set(callBytes);
new Uint8Array(memory.buffer, place + callBytes.length).set(toolBytes);
if (open(callBytes.length) !== 1) throw new Error("the module cannot open the compiled call or its tool");

const measured = { digest: 0, milliseconds: [] };
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now();
  measured.digest = coverage(Number(plays)) >>> 0;
  measured.milliseconds.push(performance.now() - start);
}
console.log(JSON.stringify(measured));
