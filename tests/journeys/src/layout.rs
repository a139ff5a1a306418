//! Sizes: what must fit, be large enough and be in view.

use serde_json::json;

use crate::{Outcome, Screen, Trainee};

/// What sticks out of the page to the right, apart from what stands in a part that scrolls by itself (a map, a table).
const STICKS_OUT: &str = "
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => { for (let at = element; at && at !== document.body; at = at.parentElement) {
        const flow = getComputedStyle(at).overflowX; if ((flow === 'auto' || flow === 'scroll') && at.getBoundingClientRect().right <= width + 1) return true; } return false; };
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide on a screen of ${width}`);
    for (const element of document.querySelectorAll('body *')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.right <= width + 1 || element.closest('.visually-hidden') || scrolls(element.parentElement) || scrolls(element)) continue;
        found.push(`${element.localName}.${element.className.baseVal ?? element.className} reaches to ${Math.round(box.right)}: ${journey.squeeze(element.textContent).slice(0, 50)}`);
        if (found.length > 8) break;
    }
    return found;
";

/// Takes down where a page needs scrolling in two directions at 320 pixels: 1280 pixels at four times the size.
pub async fn check_reflow(trainee: &mut Trainee, page: &str) -> Outcome {
    trainee.browser().screen(Screen::NARROWEST).await?;
    let found: Vec<String> = trainee.reads(STICKS_OUT, vec![]).await?;
    trainee.shows_as_it_is(&format!("{page}-320")).await?;
    trainee.takes_down(&format!("{page} does not fit into 320 pixels"), found);
    trainee.reads::<bool>(SPACING, vec![]).await?;
    let found: Vec<String> = trainee.reads(STICKS_OUT, vec![]).await?;
    trainee.reads::<bool>("document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); return true", vec![]).await?;
    trainee.takes_down(&format!("{page} does not fit into 320 pixels with wider text"), found);
    trainee.browser().screen(Screen::DESK).await?;
    Ok(())
}

/// What is cut off: its words are larger than its box, and the box hides what is over.
const CUT_OFF: &str = "
    const found = [];
    for (const element of document.querySelectorAll('body *')) {
        // What is there for the ears only is a pixel large.
        if (element.closest('.visually-hidden, svg, dialog:not([open])') || !element.checkVisibility() || element.clientWidth <= 1) continue;
        const style = getComputedStyle(element);
        const hides = (flow) => flow === 'hidden' || flow === 'clip';
        const over = (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
        const field = element.matches('button, select') && (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2);
        if (over || field) found.push(`${element.localName}.${element.className}: ${journey.squeeze(element.textContent).slice(0, 60)}`);
    }
    return found.slice(0, 10);
";

/// Text spacing as WCAG 1.4.12 asks to bear.
const SPACING: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return true;
";

/// Takes down where something is cut off or sticks out with text of twice the size, or with WCAG's text spacing.
pub async fn check_clipping(trainee: &mut Trainee, page: &str) -> Outcome {
    let mut found = Vec::new();
    let sizes = |size: u32| json!({ "fontSizes": { "standard": size, "fixed": size } });
    trainee.browser().cdp("Page.setFontSizes", sizes(32)).await?;
    trainee.browser().screen(Screen { width: 1280, height: 800 }).await?;
    for script in [CUT_OFF, STICKS_OUT] {
        found.extend(trainee.reads::<Vec<String>>(script, vec![]).await?.into_iter().map(|what| format!("text of twice the size: {what}")));
    }
    trainee.shows_as_it_is(&format!("{page}-twice")).await?;
    trainee.browser().cdp("Page.setFontSizes", sizes(16)).await?;
    trainee.reads::<bool>(SPACING, vec![]).await?;
    for script in [CUT_OFF, STICKS_OUT] {
        found.extend(trainee.reads::<Vec<String>>(script, vec![]).await?.into_iter().map(|what| format!("text spacing: {what}")));
    }
    trainee.shows_as_it_is(&format!("{page}-spacing")).await?;
    trainee.reads::<bool>("document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); return true", vec![]).await?;
    trainee.browser().screen(Screen::DESK).await?;
    trainee.takes_down(&format!("{page} does not bear larger or wider text"), found);
    Ok(())
}

/// Targets smaller than 24 by 24 pixels. A box to tick counts with its label; a link within a sentence is excepted, as in WCAG 2.5.8.
const SMALL: &str = "
    const found = [];
    for (const element of journey.elements()) {
        if (element.tabIndex < 0 || element.matches('[tabindex]:not(a, button, input, select, textarea, summary)')) continue;
        const label = element.matches('input') && element.closest('label');
        const box = (label || element).getBoundingClientRect();
        const inSentence = element.matches('a') && getComputedStyle(element).display === 'inline' && journey.squeeze(element.parentElement.textContent) !== journey.squeeze(element.textContent);
        if (!inSentence && (box.width < 23.5 || box.height < 23.5)) found.push(`${element.localName} ${Math.round(box.width)} by ${Math.round(box.height)}: ${(journey.squeeze(element.textContent) || journey.nameOf(element)).slice(0, 50)}`);
    }
    return found;
";

/// Takes down where something to press is smaller than 24 pixels, on a phone or a desk.
pub async fn check_targets(trainee: &mut Trainee, page: &str) -> Outcome {
    let mut found = Vec::new();
    for screen in [Screen::PHONE, Screen::DESK] {
        trainee.browser().screen(screen).await?;
        found.extend(
            trainee.reads::<Vec<String>>(SMALL, vec![]).await?.into_iter().map(|what| format!("at {} pixels: {what}", screen.width)),
        );
    }
    trainee.takes_down(&format!("targets on {page} are too small"), found);
    Ok(())
}

/// What is wrong with what has the focus: no name, no mark of the focus, out of view, or covered.
const STOP: &str = "
    const element = document.activeElement, is = journey.describe(), found = [];
    if (!is.name) found.push('has no name');
    const style = getComputedStyle(element);
    const label = element.closest('label');
    const card = element.closest('li, .card');
    const marked = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== 'none';
    const around = [label, card].some((part) => part && marked(getComputedStyle(part))) || marked(getComputedStyle(element, '::after'));
    if (!marked(style) && !around) found.push('shows no focus');
    const box = element.getBoundingClientRect();
    const x = box.left + Math.min(box.width, 400) / 2, y = Math.max(0, box.top) + (Math.min(innerHeight, box.bottom) - Math.max(0, box.top)) / 2;
    if (box.bottom <= 0 || box.top >= innerHeight) found.push(`is out of view (${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight})`);
    else { const at = document.elementFromPoint(x, y); if (at && !element.contains(at) && !at.contains(element) && !(label && label.contains(at))) found.push(`is covered by ${at.localName}.${at.className}`); }
    return found.map((what) => `${is.role} \"${is.name.slice(0, 60)}\" ${what}`);
";

/// Walks through every stop of the Tab key on a page, at most so many, and takes down where one has no name, shows no focus, or is hidden.
pub async fn check_stops(trainee: &mut Trainee, page: &str, screen: Screen) -> Outcome {
    trainee.browser().screen(screen).await?;
    let stops: Vec<crate::Focused> = trainee.reads("return journey.stops()", vec![]).await?;
    let mut found = Vec::new();
    for _ in 0..stops.len().min(120) {
        trainee.presses(thirtyfour::Key::Tab).await?;
        if trainee.focused().await?.is_body() {
            break;
        }
        found.extend(trainee.reads::<Vec<String>>(STOP, vec![]).await?);
    }
    trainee.browser().screen(Screen::DESK).await?;
    trainee.takes_down(&format!("stops of the Tab key on {page} at {} pixels", screen.width), found);
    Ok(())
}
