// Times the statistics of a cohort page in WebAssembly and prints one line of JSON: node cohort.mjs MODULE.wasm ROUNDS
import { readFile } from "node:fs/promises";

const [module, rounds] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(await readFile(module), {});
let value = instance.exports.cohort_page();
const taken = [];
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now();
  value = instance.exports.cohort_page();
  taken.push(performance.now() - start);
}
taken.sort((one, other) => one - other);
console.log(JSON.stringify({ best: taken[0], median: taken[taken.length >> 1], value }));
