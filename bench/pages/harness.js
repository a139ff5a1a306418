// Measures a player from outside, the same for every player. It runs in each page before the page's own scripts; SETTINGS stands before it.
// A moment counts when the choices are in the page and laid out.
{
  const { choices, words, scenes } = SETTINGS;

  // The choices, once they are laid out.
  const offered = () => {
    const found = [...document.querySelectorAll(choices)];
    const last = found.at(-1);
    return last && last.getBoundingClientRect().height > 0 ? found : [];
  };
  const text = (choice) => ((words && choice.querySelector(words)) || choice).textContent.trim();
  const all = (found) => found.map(text).join("\n");
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

  // Calls `seen` at every change of the page until it gives true.
  const watch = (seen) => new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (seen()) {
        observer.disconnect();
        resolve();
      }
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    if (seen()) {
      observer.disconnect();
      resolve();
    }
  });

  // The moment at which the choices are those of that scene, laid out.
  const arrived = async (scene) => {
    let at = 0;
    await watch(() => {
      const found = offered();
      // Every scene offers two choices or three.
      if (found.length < 2 || !found.every((choice) => text(choice).endsWith(` in scene ${scene}.`))) return false;
      at = performance.now();
      return true;
    });
    return at;
  };

  // Waits until nothing changes any more, so that what a page does later never falls into the next turn.
  const rest = async () => {
    let changed = true;
    const observer = new MutationObserver(() => (changed = true));
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    while (changed) {
      changed = false;
      await frame();
      await frame();
    }
    observer.disconnect();
  };

  // The scene in which a choice stands, and the one to which it leads: as in bench/src/synthetic.
  const way = (words) => {
    const [, which, from] = words.match(/the (first|second|third) thing in scene (\d+)/);
    const place = ["first", "second", "third"].indexOf(which);
    return { from: Number(from), to: (Number(from) * 7 + place * 131 + 1) % scenes };
  };

  // Milliseconds since the navigation began.
  globalThis.benchReady = arrived(0);

  // Takes a walk; gives the milliseconds of each click and a digest of the choices offered.
  globalThis.benchTurns = async (steps, number) => {
    let state = (Math.imul(number, 2654435761) + 12345) >>> 0;
    let digest = 0x811c9dc5;
    const times = [];
    for (let step = 0; step < steps; step++) {
      await rest();
      const found = offered();
      const before = all(found);
      for (let place = 0; place < before.length; place++) digest = Math.imul(digest ^ before.charCodeAt(place), 0x01000193) >>> 0;
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const chosen = found[(state >>> 16) % found.length];
      const { from, to } = way(text(chosen));
      const start = performance.now();
      chosen.click();
      if (from === to) {
        // The choices may be the same as before, so their coming cannot be seen: not timed, only waited for.
        await new Promise((resolve) => setTimeout(resolve, 500));
      } else {
        times.push((await arrived(to)) - start);
      }
    }
    return { times, digest };
  };
}
