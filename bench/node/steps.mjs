// Times walks of one engine and prints one line of JSON.
//   node steps.mjs inkjs WALKS TIMES ROUNDS INKJS-FOLDER STORY.json
//   node steps.mjs doorstep WALKS TIMES ROUNDS MODULE.wasm CALL.bin TOOL.bin
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { STEPS, TextDigest, TextLength, Walk } from "./walk.mjs";

const [engine, ...rest] = process.argv.slice(2);
const [walks, times, rounds] = rest.splice(0, 3).map(Number);
const { length, digest } = await (engine === "inkjs" ? inkjs(...rest) : doorstep(...rest));

const measured = { digest: 0, bytes: 0, perSecond: [], perSecondHashed: [] };
for (let round = 0; round < rounds; round++) {
  measured.perSecond.push(timed(() => (measured.bytes = length() / times)));
  measured.perSecondHashed.push(timed(() => (measured.digest = digest())));
}
console.log(JSON.stringify(measured));

function timed(run) {
  const start = performance.now();
  run();
  return (walks * times * STEPS * 1000) / (performance.now() - start);
}

async function inkjs(folder, json) {
  const { Story } = createRequire(import.meta.url)(`${folder}/dist/ink.js`);
  const story = new Story(await readFile(json, "utf8"));
  const walk = (number, reader) => {
    story.ResetState();
    const walk = new Walk(number);
    for (let step = 0; step < STEPS; step++) {
      while (story.canContinue) {
        const text = story.Continue().trim();
        if (text) reader.read(text);
      }
      for (const choice of story.currentChoices) reader.read(choice.text.trim());
      story.ChooseChoiceIndex(walk.next(story.currentChoices.length));
    }
  };
  const all = (reader) => {
    for (let number = 0; number < walks; number++) walk(number, reader);
    return reader.value;
  };
  // `times` is 1 for this engine.
  return { length: () => all(new TextLength()), digest: () => all(new TextDigest()) };
}

async function doorstep(module, call, tool) {
  const { instance } = await WebAssembly.instantiate(await readFile(module), {});
  const { memory, input, open, walks: take, digest } = instance.exports;
  const [callBytes, toolBytes] = [await readFile(call), await readFile(tool)];
  const place = input(callBytes.length + toolBytes.length);
  new Uint8Array(memory.buffer, place).set(callBytes);
  new Uint8Array(memory.buffer, place + callBytes.length).set(toolBytes);
  if (open(callBytes.length) !== 1) throw new Error("the module cannot open the compiled call or its tool");
  return { length: () => take(walks, times), digest: () => digest(walks, times) >>> 0 };
}
