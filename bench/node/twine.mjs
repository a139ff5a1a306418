// Puts a story into the page of a Twine story format: node twine.mjs FORMAT.js STORY-DATA OUTPUT.html
import { readFile, writeFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";

const [format, data, output] = process.argv.slice(2);
let found;
runInNewContext(await readFile(format, "utf8"), { window: { storyFormat: (properties) => (found = properties) } });
const story = await readFile(data, "utf8");
// A function, because a plain replacement would read `$` in the story.
await writeFile(output, found.source.replace("{{STORY_NAME}}", "Synthetic").replace("{{STORY_DATA}}", () => story));
console.log(JSON.stringify({ name: `${found.name} ${found.version}` }));
