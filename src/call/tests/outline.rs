//! What a reader of the page meets, in order: words, roles and states, without the tags and classes that only serve the look.

/// The page as lines: an element that matters opens a line with what it is; words follow.
pub(crate) fn outline(html: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        add_words(&mut lines, &rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end);
        let tag = &rest[start + 1..end];
        if let Some(named) = named(tag) {
            if let Some(name) = label(tag).filter(|_| tag.starts_with("button")) {
                // What a button is called stands for what is on it.
                lines.push(named + name);
                rest = rest[end..].find("</button").map_or("", |close| &rest[end + close..]);
                continue;
            }
            // A box and its label are one line.
            let is_box = tag.starts_with("input") && lines.last().is_some_and(|line| line.trim() == "label");
            if is_box { add_words(&mut lines, &named) } else { lines.push(named) }
        } else if closes_line(tag) {
            lines.push(String::new());
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    add_words(&mut lines, rest);
    let lines: Vec<String> =
        lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn add_words(lines: &mut [String], words: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(words);
    }
}

/// What an opening tag is to a reader.
fn named(tag: &str) -> Option<String> {
    let name = tag.split([' ', '/']).next()?;
    let role = match name {
        "h1" | "h2" | "h3" | "h4" | "legend" | "label" | "button" | "textarea" | "select" | "option" | "summary" | "dt" => name,
        "li" => "-",
        "div" if tag.contains("role=\"listitem\"") => "-",
        "p" if has(tag, "lang=\"tr\"") => "(tr)",
        "input" => "",
        _ if tag.contains("role=\"alert\"") => "alert",
        _ if tag.contains("role=\"status\"") => "status",
        _ => return None,
    };
    if name == "input" {
        let kind = if tag.contains("radio") { "( )" } else { "[ ]" };
        return Some(if has(tag, "checked") { kind.replace(' ', "x") } else { kind.to_owned() } + " ");
    }
    let states = ["aria-pressed=\"true\"", "aria-expanded=\"true\"", "aria-current=\"step\"", "disabled", "selected"];
    let states: Vec<&str> = states.into_iter().filter(|state| has(tag, state)).collect();
    let states = if states.is_empty() { String::new() } else { format!(" [{}]", states.join(", ")) };
    Some(format!("{role}{states} "))
}

/// What an element is called, where its tag says so.
fn label(tag: &str) -> Option<&str> {
    Some(tag.split_once("aria-label=\"")?.1.split_once('"')?.0)
}

/// Whether a tag has an attribute, alone or with its value.
fn has(tag: &str, attribute: &str) -> bool {
    tag.split(' ').any(|each| each == attribute || each.split_once('=').is_some_and(|(name, _)| name == attribute))
}

/// Whether a line ends with this tag.
fn closes_line(tag: &str) -> bool {
    let block =
        ["/h1", "/h2", "/h3", "/h4", "/legend", "/label", "/button", "/textarea", "/p", "/li", "/dd", "/dt", "/option", "/div", "p"];
    tag.split(' ').next().is_some_and(|name| block.contains(&name))
}
