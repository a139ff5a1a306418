// The loader, run under Node with a page made of a few objects: every way in which a start can fail has its own explanation.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const folder = new URL("../../", import.meta.url);
const loader = readFileSync(new URL("src/boot.js", folder), "utf8");
const page = readFileSync(new URL("index.html", folder), "utf8");
const MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

// The parts of the page that the loader touches, with the ids that index.html really has.
function pageOf() {
  const elements = new Map();
  for (const [, id] of page.matchAll(/\bid="([^"]+)"/g)) {
    const heading = { textContent: id, focus: () => (heading.focused = true) };
    elements.set(id, {
      hidden: new RegExp(`id="${id}"[^>]* hidden`).test(page),
      textContent: "",
      removed: false,
      remove() {
        this.removed = true;
      },
      querySelector: () => heading,
      addEventListener(name, listener) {
        this[name] = listener;
      },
      setAttribute(name) {
        this[name] = true;
      },
      hasAttribute(name) {
        return this[name] === true;
      },
    });
  }
  const metas = {
    "doorstep-script": "app.js",
    "doorstep-module": "app.wasm",
  };
  return {
    elements,
    title: "Doorstep",
    baseURI: "https://training.example/doorstep/",
    documentElement: { setAttribute: (name, value) => elements.set(name, value) },
    getElementById: (id) => elements.get(id),
    querySelector: (selector) => {
      if (selector === "title") return {};
      const name = /"(.+)"/.exec(selector)[1];
      return { content: metas[name], getAttribute: () => "8" };
    },
  };
}

function answer(bytes, type = "application/wasm", status = 200) {
  const response = new Response(bytes, { status, headers: { "content-type": type } });
  Object.defineProperty(response, "url", { value: "https://training.example/doorstep/app.wasm" });
  return Promise.resolve(response);
}

// Runs the loader and gives what it came to.
async function start({ protocol = "https:", wasm = WebAssembly, fetch = () => answer(MODULE), app, loop } = {}) {
  const document = pageOf();
  const log = { fetched: 0, streamed: 0, initialised: undefined };
  const WebAssemblyOfPage = wasm && {
    Module: wasm.Module,
    Instance: loop ? function () { this.exports = { run: loop }; } : WebAssembly.Instance,
    compile: (buffer) => WebAssembly.compile(buffer),
    compileStreaming: async (response) => {
      log.streamed += 1;
      return WebAssembly.compile(await response.arrayBuffer());
    },
  };
  const initialise = app ?? (async (given) => (log.initialised = given));
  const context = vm.createContext({
    document,
    window: {},
    location: { protocol, reload: () => (log.reloaded = true) },
    URL,
    Uint8Array,
    Float64Array,
    performance,
    MutationObserver: class {
      constructor(seen) {
        log.titleChanges = seen;
      }
      observe() {}
    },
    setTimeout: (call, wait) => {
      log.later = call;
      log.wait = wait;
    },
    fetch: (...given) => {
      log.fetched += 1;
      return fetch(...given);
    },
    WebAssembly: WebAssemblyOfPage,
  });
  const importModuleDynamically = async () => {
    if (app === "missing") throw new TypeError("Failed to fetch dynamically imported module");
    const module = new vm.SyntheticModule(["default"], function () {
      this.setExport("default", initialise);
    }, { context });
    await module.link(() => {});
    await module.evaluate();
    return module;
  };
  vm.runInContext(loader, context, { importModuleDynamically });
  for (let turn = 0; turn < 200 && !document.elements.has("data-boot"); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { outcome: document.elements.get("data-boot"), document, log };
}

const detail = (document) => document.elements.get("shell-detail").textContent;

test("the app starts and the shell goes", async () => {
  const { outcome, document, log } = await start();
  assert.equal(outcome, "started");
  assert.equal(document.elements.get("shell").removed, true);
  assert.ok(log.initialised.module_or_path instanceof WebAssembly.Module);
  assert.deepEqual([log.fetched, log.streamed], [1, 1]);
});

test("a server that does not know the media type: compiled when it is whole", async () => {
  const { outcome, log } = await start({ fetch: () => answer(MODULE, "application/octet-stream") });
  assert.equal(outcome, "started");
  assert.deepEqual([log.fetched, log.streamed], [1, 0]);
});

test("a page opened as a file explains itself and fetches nothing", async () => {
  const { outcome, document, log } = await start({ protocol: "file:" });
  assert.equal(outcome, "file");
  assert.equal(log.fetched, 0);
  assert.equal(document.elements.get("shell-file").hidden, false);
  assert.equal(document.elements.get("shell-loading").hidden, true);
  assert.equal(document.elements.get("shell-again").hidden, true);
});

test("no WebAssembly", async () => {
  assert.equal((await start({ wasm: {} })).outcome, "missing");
});

test("WebAssembly that a policy blocks", async () => {
  const blocked = {
    Module: function () {
      throw new Error("violates the Content Security Policy");
    },
  };
  const { outcome, document } = await start({ wasm: blocked });
  assert.equal(outcome, "blocked");
  assert.match(detail(document), /Content Security Policy/);
});

test("a page of the proxy instead of the program", async () => {
  const { outcome, document } = await start({ fetch: () => answer("<html>", "text/html") });
  assert.equal(outcome, "broken");
  assert.match(detail(document), /not WebAssembly \(6 bytes, 8 expected\), sent as text\/html/);
});

test("a program that was cut off is fetched once more before it is called damaged", async () => {
  const { outcome, log } = await start({ fetch: () => answer(MODULE.slice(0, 6)) });
  assert.equal(outcome, "broken");
  assert.equal(log.fetched, 2);
});

test("a server that answers with an error, or not at all", async () => {
  const missing = await start({ fetch: () => answer("", "text/plain", 404) });
  assert.equal(missing.outcome, "network");
  assert.match(detail(missing.document), /the server answered 404/);
  const lost = await start({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });
  assert.equal(lost.outcome, "network");
  assert.equal((await start({ app: "missing" })).outcome, "network");
});

test("an app that stops while it starts can be tried again", async () => {
  const { outcome, document, log } = await start({ app: async () => Promise.reject(new Error("unreachable")) });
  assert.equal(outcome, "stopped");
  assert.match(detail(document), /unreachable/);
  assert.equal(document.elements.get("shell-again").hidden, false);
  document.elements.get("shell-retry").click();
  assert.equal(log.reloaded, true);
});

test("every explanation has its place in the page", () => {
  const kinds = new Set([...loader.matchAll(/(?:failure|explain)\("([a-z]+)"/g)].map(([, kind]) => kind));
  assert.deepEqual([...kinds].sort(), ["blocked", "broken", "file", "missing", "network", "stopped"]);
  for (const kind of kinds) {
    assert.ok(page.includes(`<section id="shell-${kind}" hidden>`), kind);
  }
});

test("a compiled loop is fast, and nothing is said", async () => {
  const { document, log } = await start();
  assert.ok(log.wait >= 1000, "nobody waits for the test");
  log.later();
  assert.equal(document.elements.get("slow").hidden, true);
});

test("a loop that runs step by step is told, except behind the plain page, and until it is closed", async () => {
  const crawl = () => {
    const until = performance.now() + 40;
    while (performance.now() < until);
  };
  const { document, log } = await start({ loop: crawl });
  const note = document.elements.get("slow");
  assert.equal(note.hidden, true);
  log.later();
  assert.equal(note.hidden, false);
  document.title = "Notes";
  log.titleChanges();
  assert.equal(note.hidden, true, "the quick hide leaves nothing");
  document.title = "Calls - Doorstep";
  log.titleChanges();
  assert.equal(note.hidden, false);
  document.elements.get("slow-close").click();
  log.titleChanges();
  assert.equal(note.hidden, true);
});
