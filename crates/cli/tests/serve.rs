//! `doorstep serve`: what is said before the first answer. The server has tests of its own.

mod common;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use common::{CALL, TOOL, folder, run_in};
use expect_test::expect;

const PAGE: &str =
    r#"<!doctype html><html><head><title>Doorstep</title><meta name="doorstep-catalogue" content="catalogue.0.bin"></head></html>"#;

#[test]
fn an_app_that_is_not_built_is_told_with_how_to_build_it() {
    let nothing = folder(&[]);
    let empty = folder(&[("dist/readme.txt", "")]);
    let said = [run_in(nothing.path(), &["serve"], "").all(), run_in(empty.path(), &["serve"], "").all()];
    expect![[r#"
        exit status 2
        --- standard error
        error: there is no folder `dist` here, so there is no app to serve

        help: Build it with `cargo xtask build`, or go to the folder in which it was built.

        exit status 2
        --- standard error
        error: dist holds no index.html, so there is no app to serve

        help: Build it with `cargo xtask build`.
    "#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_taken_address_is_told_with_another() {
    let app = folder(&[("dist/index.html", PAGE)]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = taken.local_addr().expect("it has an address");
    let ran = run_in(app.path(), &["serve", "--listen", &address.to_string()], "");
    let said = ran.all().replace(&address.port().to_string(), "PORT").replace(&(address.port() + 1).to_string(), "NEXT");
    expect![[r#"
        exit status 2
        --- standard error
        error: another program already listens at 127.0.0.1:PORT

        help: Stop that program, or choose another port: --listen 127.0.0.1:NEXT.
    "#]]
    .assert_eq(&said);
}

#[test]
fn a_folder_of_calls_without_tools_is_told() {
    let app = folder(&[("dist/index.html", PAGE), ("calls/porch/scenario.yaml", CALL)]);
    let said = ["nowhere", "calls"].map(|calls| run_in(app.path(), &["serve", "--listen", "127.0.0.1:0", "--scenarios", calls], "").all());
    expect![[r#"
        exit status 2
        --- standard error
        error: there is no folder `nowhere`

        help: Give --scenarios a folder of calls that has a folder `tools` beside it.

        exit status 2
        --- standard error
        error: there is no folder `./tools`

        help: Give --scenarios a folder of calls that has a folder `tools` beside it.
    "#]]
    .assert_eq(&said.join("\n"));
}

/// Serves until the page has come, and gives what was said and the page.
fn page(folder: &std::path::Path, arguments: &[&str]) -> (String, String) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_doorstep"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .args(arguments)
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut said = String::new();
    let mut lines = BufReader::new(server.stderr.take().expect("it is piped"));
    let address = loop {
        let before = said.len();
        assert_ne!(lines.read_line(&mut said).expect("it is text"), 0, "it ended: {said}");
        if let Some(url) = said[before..].trim().strip_prefix("Doorstep is at http://") {
            break url.trim_end_matches('/').to_owned();
        }
    };
    let mut browser = TcpStream::connect(&address).expect("the server listens");
    browser.write_all(b"GET / HTTP/1.0\r\n\r\n").expect("the server listens");
    let mut page = String::new();
    browser.read_to_string(&mut page).expect("the page is text");
    server.kill().expect("the server can be stopped");
    server.wait().expect("the server has stopped");
    (said.replace(&address, "ADDRESS"), page)
}

#[test]
fn the_app_is_served_with_its_own_calls_or_those_of_a_folder() {
    let app = folder(&[
        ("dist/index.html", PAGE),
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/broken/scenario.yaml", &CALL.replace("goto: end", "goto: ende").replace("id: porch", "id: broken")),
        ("tools/two.yaml", TOOL),
    ]);
    let (said, own) = page(app.path(), &[]);
    assert_eq!(said, "Doorstep is at http://ADDRESS/\n");
    assert!(own.contains("content=\"catalogue.0.bin\""), "{own}");
    let (said, others) = page(app.path(), &["--scenarios", "scenarios"]);
    assert!(!others.contains("content=\"catalogue.0.bin\"") && others.contains("content=\"catalogue."), "{others}");
    expect![[r#"
        error[unknown-scene]: There is no scene `ende`.
          --> scenarios/broken/scenario.yaml:23:58
           |
        23 |       - { id: grade, do: Assess., assess: initial, goto: ende }
           |                                                          ^^^^
           |
           = help: Write `end`.

        scenarios/broken/scenario.yaml: call `broken`: cannot be used: 1 error
        scenarios/broken/key.yaml: key: not checked: there is no key beside the call
        scenarios/porch/scenario.yaml: call `porch`: 2 scenes, 2 choices, 1 fact, 1 assessment, 1 ending
        scenarios/porch/key.yaml: key: not checked: there is no key beside the call

        2 calls checked: 1 error, 0 warnings.

        Doorstep is at http://ADDRESS/
    "#]]
    .assert_eq(&said);
}
