// Starts the app, or says in plain words why it cannot start.
//
// It is a classic script, because browsers do not run module scripts in a page opened as a file, and such a page must explain itself.
// It keeps to old syntax apart from import(), so that an old browser gets as far as the explanation.
(function () {
  "use strict";

  // The smallest module: the magic number and the version.
  var SMALLEST_MODULE = [0, 97, 115, 109, 1, 0, 0, 0];

  function element(id) {
    return document.getElementById(id);
  }

  function named(name) {
    return document.querySelector('meta[name="doorstep-' + name + '"]');
  }

  function url(name) {
    return new URL(named(name).content, document.baseURI).href;
  }

  function progress(value, words) {
    element("shell-progress").value = value;
    element("shell-status").textContent = words;
  }

  // An error that knows which explanation belongs to it.
  function failure(kind, detail) {
    var error = new Error(detail);
    error.kind = kind;
    return error;
  }

  function explain(kind, detail) {
    var section = element("shell-" + kind);
    if (!section) {
      return; // The app has started and taken the shell away.
    }
    document.documentElement.setAttribute("data-boot", kind);
    element("shell-loading").hidden = true;
    section.hidden = false;
    if (detail) {
      element("shell-detail").textContent = detail;
      element("shell-again").hidden = false;
    }
    document.title = section.querySelector("h2").textContent + " - Doorstep";
    section.querySelector("h2").focus();
  }

  function testWebAssembly() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.Module !== "function") {
      throw failure("missing", "");
    }
    try {
      return new WebAssembly.Module(new Uint8Array(SMALLEST_MODULE));
    } catch (error) {
      throw failure("blocked", String(error));
    }
  }

  function fetchModule(address) {
    return fetch(address, { credentials: "same-origin" }).then(
      function (response) {
        if (!response.ok) {
          throw failure("network", address + ": the server answered " + response.status);
        }
        return response;
      },
      function (error) {
        throw failure("network", address + ": " + error);
      }
    );
  }

  // Compiles from the whole file, and finds out what is wrong with it where that fails.
  function compileWhole(response, expectedLength) {
    return response.arrayBuffer().then(
      function (buffer) {
        var bytes = new Uint8Array(buffer);
        var length = bytes.length + " bytes, " + expectedLength + " expected";
        for (var at = 0; at < 4; at += 1) {
          if (bytes[at] !== SMALLEST_MODULE[at]) {
            throw failure("broken", response.url + ": not WebAssembly (" + length + "), sent as " + response.headers.get("content-type"));
          }
        }
        return WebAssembly.compile(buffer).catch(function (error) {
          throw failure("broken", response.url + ": " + error + " (" + length + ")");
        });
      },
      function (error) {
        throw failure("network", response.url + ": " + error);
      }
    );
  }

  // Compiles while the file arrives where the browser can and the server names the type, else when it is whole.
  function compile(response, address, expectedLength) {
    var type = response.headers.get("content-type") || "";
    if (typeof WebAssembly.compileStreaming !== "function" || type.indexOf("application/wasm") !== 0) {
      return compileWhole(response, expectedLength);
    }
    return WebAssembly.compileStreaming(response).catch(function () {
      return fetchModule(address).then(function (again) {
        return compileWhole(again, expectedLength);
      });
    });
  }

  // A program: its script and its module, started. Gives what the script exports.
  function program(scriptName, moduleName, onFetched, onStarted) {
    var address = url(moduleName);
    var script = import(url(scriptName)).catch(function (error) {
      throw failure("network", url(scriptName) + ": " + error);
    });
    var module = fetchModule(address).then(function (response) {
      return compile(response, address, named(moduleName).getAttribute("data-bytes"));
    });
    return Promise.all([script, module]).then(function (both) {
      onFetched();
      return both[0].default({ module_or_path: both[1] }).then(
        function (exports) {
          onStarted(exports);
          return both[0];
        },
        function (error) {
          throw failure("stopped", String((error && error.stack) || error));
        }
      );
    });
  }

  function load() {
    testWebAssembly();
    progress(1, "Fetching the program");
    return program(
      "script",
      "module",
      function () {
        progress(3, "Starting");
      },
      function (exports) {
        startedWith(exports);
      }
    );
  }

  // What the first choice does not wait for is the rest of the app. It shares the memory of the first part, and puts its functions into
  // the first part's table. The app asks for it as soon as something is on screen.
  var startedWith;
  var firstPart = new Promise(function (resolve) {
    startedWith = resolve;
  });
  var asked = null;
  var restIsHere = !named("rest");
  // The style of pages that come later. Without it they are plain, and can be read.
  function restStyle() {
    return new Promise(function (resolve) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url("rest-style");
      link.onload = resolve;
      link.onerror = resolve;
      document.head.appendChild(link);
    });
  }

  window.doorstepRest = function () {
    if (restIsHere) {
      return Promise.resolve();
    }
    if (!asked) {
      var address = url("rest");
      var module = fetchModule(address).then(function (response) {
        return compile(response, address, named("rest").getAttribute("data-bytes"));
      });
      asked = Promise.all([module, firstPart, restStyle()]).then(function (both) {
        return WebAssembly.instantiate(both[0], { page: both[1] }).then(function () {
          restIsHere = true;
        });
      });
      asked.catch(function () {
        asked = null;
      });
    }
    return asked;
  };

  // The first part has called something of the rest that it cannot go on without: nothing else can happen until it is here.
  window.doorstepRestNow = function (exports) {
    if (restIsHere) {
      return;
    }
    var request = new XMLHttpRequest();
    request.open("GET", url("rest"), false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    var bytes = Uint8Array.from(request.responseText, function (character) {
      return character.charCodeAt(0) & 255;
    });
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { page: exports });
    restIsHere = true;
  };

  // A program that is fetched when it is needed. The app asks for it by name; a second asking gets the same one.
  var later = {};
  window.doorstepLater = function (name) {
    if (!later[name]) {
      later[name] = program(name + "-script", name + "-module", function () {}, function () {});
      later[name].catch(function () {
        delete later[name];
      });
    }
    return later[name];
  };

  // Some browsers with a security setting run WebAssembly step by step instead of compiling it: everything works, and slowly. A loop is
  // timed against the sorting of numbers, which the browser does itself in either case, so that an old machine is not taken for it.
  // Compiled, also by a browser's quick compiler, the loop takes a third of the time of the sorting; step by step at least ten times that.
  // (module (func (export "run") (param i32) (result i32) (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0)))
  var LOOP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 114, 117, 110, 0, 0, 10, 18, 1, 16, 0, 3, 64, 32, 0,
    65, 1, 107, 34, 0, 13, 0, 11, 32, 0, 11];
  var ROUNDS = 400000;
  var NUMBERS = 8000;
  var SLOW = 3;

  // The shortest of three: what else the machine does lengthens some.
  function shortest(run) {
    var best = Infinity;
    for (var time = 0; time < 3; time += 1) {
      var begun = performance.now();
      run();
      best = Math.min(best, performance.now() - begun);
    }
    return best;
  }

  function sortNumbers() {
    var numbers = new Float64Array(NUMBERS);
    for (var at = 0, value = 1; at < NUMBERS; at += 1) {
      value = (value * 48271) % 2147483647;
      numbers[at] = value;
    }
    var begun = performance.now();
    numbers.sort();
    return performance.now() - begun;
  }

  function testSpeed() {
    var run = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(LOOP))).exports.run;
    var sorting = Infinity;
    for (var time = 0; time < 5; time += 1) {
      sorting = Math.min(sorting, sortNumbers());
    }
    var looping = shortest(function () {
      run(ROUNDS);
    });
    // A clock that is kept coarse on purpose says 0 for both: then nothing is said.
    if (looping > SLOW * Math.max(sorting, 0.25)) {
      tellSlow();
    }
  }

  function tellSlow() {
    var note = element("slow");
    // Behind the plain page of the quick hide nothing may be told.
    function show() {
      note.hidden = document.title === "Notes" || note.hasAttribute("data-closed");
    }
    element("slow-close").addEventListener("click", function () {
      note.setAttribute("data-closed", "");
      show();
    });
    new MutationObserver(show).observe(document.querySelector("title"), { childList: true });
    show();
  }

  function started() {
    // When nothing else is to be done: the test takes milliseconds, and nobody waits for it.
    setTimeout(testSpeed, 1500);
    document.documentElement.setAttribute("data-boot", "started");
    var shell = element("shell");
    if (shell) {
      shell.remove();
    }
  }

  element("shell-retry").addEventListener("click", function () {
    location.reload();
  });

  if (location.protocol === "file:") {
    explain("file", "");
    return;
  }
  new Promise(function (resolve) {
    resolve(load());
  }).then(started, function (error) {
    explain(error.kind || "stopped", error.message);
  });
})();
