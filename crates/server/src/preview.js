// In an instructor's preview: shows what was found in the calls, and loads the page again when something was saved.
(function () {
  "use strict";

  var revision = null;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) {
      element.className = name;
    }
    element.textContent = text || "";
    return element;
  }

  function panelOf(findings) {
    var panel = make("aside", "preview", "");
    panel.setAttribute("aria-labelledby", "preview-title");
    var details = make("details", "", "");
    details.open = findings.length > 0;
    var count = findings.length === 1 ? "1 finding" : findings.length + " findings";
    var summary = make("summary", "", "Preview: " + (findings.length ? count : "nothing found"));
    summary.id = "preview-title";
    details.append(summary);
    var list = make("ul", "", "");
    findings.forEach(function (finding) {
      var item = make("li", "", "");
      item.append(make("strong", "", finding.severity), " ", make("code", "", finding.place));
      item.append(make("p", "", finding.message));
      if (finding.line) {
        item.append(make("pre", "", finding.line));
      }
      item.append(make("p", "preview-mend", finding.mend));
      list.append(item);
    });
    if (findings.length) {
      details.append(list);
    }
    panel.append(details);
    return panel;
  }

  function show(state) {
    if (revision !== null && revision !== state.revision) {
      location.reload();
      return;
    }
    if (revision === null) {
      // The app's root may be the body, and is filled once the app has started: the panel stands beside it.
      document.documentElement.append(panelOf(state.findings));
    }
    revision = state.revision;
  }

  function ask() {
    fetch("preview/state.json", { cache: "no-store" })
      .then(function (response) {
        return response.json();
      })
      .then(show)
      .catch(function () {
        // The server was stopped; when it is back, the next question is answered.
      })
      .then(function () {
        setTimeout(ask, 1000);
      });
  }

  ask();
})();
