//! Nests a flat run of headings and blocks into the tree of sections.

use super::{Block, Heading, Section};
use std::collections::BTreeMap;

/// A heading or a block, in page order.
#[derive(Debug)]
pub(super) enum Flow {
    Heading(Heading),
    Block(Block),
}

/// Nests sections by heading level and makes repeated slugs distinct, as the docs' platform does.
pub(super) fn nest(flow: Vec<Flow>) -> Section {
    let mut slugs: BTreeMap<String, usize> = BTreeMap::new();
    let mut open = vec![Section { heading: None, blocks: Vec::new(), sections: Vec::new() }];
    for item in flow {
        match item {
            Flow::Block(block) => {
                if let Some(section) = open.last_mut() {
                    section.blocks.push(block);
                }
            }
            Flow::Heading(mut heading) => {
                let n_seen = slugs.entry(heading.slug.clone()).or_default();
                if *n_seen > 0 {
                    heading.slug = format!("{}-{n_seen}", heading.slug);
                }
                *n_seen += 1;
                close(&mut open, heading.level);
                let (blocks, sections) = (Vec::new(), Vec::new());
                open.push(Section { heading: Some(heading), blocks, sections });
            }
        }
    }
    close(&mut open, 0);
    open.pop().unwrap_or(Section { heading: None, blocks: Vec::new(), sections: Vec::new() })
}

/// Closes every open section of `level` or deeper; the root stays open.
fn close(open: &mut Vec<Section>, level: u8) {
    while open.len() > 1
        && open.last().and_then(|it| it.heading.as_ref()).is_some_and(|it| it.level >= level)
    {
        let done = open.pop();
        if let (Some(done), Some(parent)) = (done, open.last_mut()) {
            parent.sections.push(done);
        }
    }
}

/// The slug that links to a heading use: lower case, words joined by `-`, punctuation gone.
pub fn slug(text: &str) -> String {
    let text = text.trim();
    let mut slug = String::with_capacity(text.len());
    if text.is_ascii() {
        // Words as a whole: most headings are nothing but words.
        let is_other = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_');
        for word in text.split_inclusive(is_other) {
            slug.push_str(word.strip_suffix(is_other).unwrap_or(word));
            if word.ends_with(' ') {
                slug.push('-');
            }
        }
        slug.make_ascii_lowercase();
        return slug;
    }
    for c in text.chars() {
        match c {
            ' ' | '\u{a0}' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}
