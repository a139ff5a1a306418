// Runs in every page before the page's own scripts. It writes down where the focus goes, what is announced and what goes wrong, and
// finds what a trainee looks for. It changes nothing on the page.
(() => {
  "use strict";
  if (window.journey) return;

  const log = [];
  const faults = [];
  // A word that is there only for the ears stands in a box of its own: a space comes before its comma.
  const squeeze = (text) => (text || "").replace(/\s+/g, " ").replace(/ ([,:])/g, "$1").trim();

  // Role and name as assistive technology gets them: from the browser (Chromium with ComputedAccessibilityInfo), else as axe-core, which
  // is there before the page, works them out.
  const roleOf = (element) => (element.computedRole ?? byAxe(() => axe.commons.aria.getRole(element))) || element.localName;
  const nameOf = (element) => squeeze(element.computedName ?? byAxe(() => axe.commons.text.accessibleText(element)));

  // Getting axe-core ready takes as long as the page is large: it is done once for all that is asked in one go.
  let ready = "computedName" in Element.prototype;
  function byAxe(ask) {
    if (ready) return ask();
    axe.setup(document);
    ready = true;
    try {
      return ask();
    } finally {
      ready = false;
      axe.teardown();
    }
  }

  function describe(element) {
    if (!element || element === document.body || element === document.documentElement) {
      return { role: "body", name: "", group: "", state: "", id: "" };
    }
    const state = [];
    if (element.checked) state.push("checked");
    if (element.disabled) state.push("disabled");
    for (const name of ["pressed", "expanded", "current"]) {
      const value = element.getAttribute("aria-" + name);
      if (value && value !== "false") state.push(value === "true" ? name : `${name} ${value}`);
    }
    return {
      role: roleOf(element),
      name: nameOf(element),
      group: groupOf(element),
      state: state.join(", "),
      id: element.id,
    };
  }

  function groupOf(element) {
    const group = element.parentElement && element.parentElement.closest("fieldset, [role=group], dialog");
    if (!group) return "";
    const legend = group.localName === "fieldset" && group.querySelector("legend");
    return legend ? squeeze(legend.textContent) : nameOf(group);
  }

  const LIVE = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
  const said = new WeakMap();

  function hear(region) {
    // Readers read what changed: the same text again, to the letter, is silent.
    if (said.get(region) === region.textContent) return;
    said.set(region, region.textContent);
    const words = squeeze(region.textContent);
    if (words) log.push({ kind: "says", what: { role: region.getAttribute("role") || "live", name: words } });
  }

  new MutationObserver((records) => {
    const regions = new Set();
    for (const record of records) {
      const at = record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement;
      const region = at && at.closest(LIVE);
      if (region) regions.add(region);
      for (const node of record.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        // What comes with its words is read where it is an alert; a status is read only when it changes.
        if (node.matches('[role="alert"]')) regions.add(node);
        node.querySelectorAll('[role="alert"]').forEach((alert) => regions.add(alert));
      }
    }
    regions.forEach(hear);
  }).observe(document, { subtree: true, childList: true, characterData: true });

  document.addEventListener("focusin", (event) => log.push({ kind: "focus", what: describe(event.target) }), true);
  document.addEventListener("securitypolicyviolation", (event) => {
    faults.push(`content policy: ${event.violatedDirective} blocked ${event.blockedURI || "inline"} (${event.sourceFile || ""}:${event.lineNumber || 0})`);
  });
  window.addEventListener("error", (event) => {
    const target = event.target;
    const what = target && target !== window ? `${target.localName} ${target.src || target.href || ""} did not load` : String(event.message);
    faults.push(`error: ${what}`);
  }, true);
  window.addEventListener("unhandledrejection", (event) => faults.push(`unhandled rejection: ${event.reason}`));
  // A request that stops the page: something of the app's later part was called before it had come (xtask/src/split.rs).
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.initiatorType === "xmlhttprequest") faults.push(`the page stood still until it had ${entry.name}`);
    }
  }).observe({ type: "resource", buffered: true });
  for (const name of ["error", "warn"]) {
    const said = console[name].bind(console);
    console[name] = (...words) => {
      faults.push(`console.${name}: ${words.map(String).join(" ").slice(0, 400)}`);
      said(...words);
    };
  }

  const TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

  // The stops of the Tab key, in order; of radio buttons with one name only the one that takes the focus.
  function stops() {
    const open = document.querySelector("dialog[open]");
    const within = open && open.matches(":modal") ? open : document;
    const all = [...within.querySelectorAll(TABBABLE)].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]"),
    );
    return all.filter((element) => {
      if (element.type !== "radio") return true;
      const group = all.filter((other) => other.type === "radio" && other.name === element.name);
      const checked = group.find((other) => other.checked);
      return element === (checked || group[0]) || element === document.activeElement;
    });
  }

  const sameGroup = (one, other) => one === other || (!!one && !!other && one.type === "radio" && other.type === "radio" && one.name === other.name);

  function matches(element, wanted) {
    const is = describe(element);
    return (
      (!wanted.role || is.role === wanted.role) &&
      (!wanted.name || is.name === wanted.name) &&
      (!wanted.starts || is.name.startsWith(wanted.starts)) &&
      (!wanted.ends || is.name.endsWith(wanted.ends)) &&
      (!wanted.group || is.group.startsWith(wanted.group)) &&
      (!wanted.choice || element.closest("ol.choice-list")) &&
      (!wanted.fieldset || inFieldset(element, wanted.fieldset))
    );
  }

  function inFieldset(element, start) {
    for (let set = element.closest("fieldset"); set; set = set.parentElement.closest("fieldset")) {
      const legend = set.querySelector("legend");
      if (legend && squeeze(legend.textContent).startsWith(start)) return true;
    }
    return false;
  }

  let target = null;

  // Looks for a stop and tells how many presses of Tab away it is (negative: backwards).
  function look(wanted) {
    const all = stops();
    const place = all.findIndex((element) => matches(element, wanted));
    if (place < 0) {
      target = null;
      return { found: false, stops: all.map(describe) };
    }
    target = all[place];
    const here = document.activeElement;
    let at = all.indexOf(here);
    if (at < 0) {
      // A heading or line that has the focus without being a stop: count from the stop before it.
      at = all.filter((element) => here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING).length - 1;
      const after = at + 1;
      return { found: true, away: place >= after ? place - after + 1 : place - at - 1 };
    }
    return { found: true, away: place - at };
  }

  window.journey = {
    describe: () => ({ ...describe(document.activeElement), arrived: !!target && sameGroup(document.activeElement, target) }),
    look: (wanted) => byAxe(() => look(wanted)),
    stops: () => byAxe(() => stops().map(describe)),
    elements: stops,
    take: () => ({ log: log.splice(0), faults: faults.splice(0) }),
    squeeze,
    namesOf: (elements) => byAxe(() => [...elements].map(nameOf)),
    nameOf,
  };
})();
