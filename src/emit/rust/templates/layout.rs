//! The lines of a template, with its holes.

use super::holes::{ABOVE, FILLER, Hole, MEMBERS, PARAMETERS, hole_of};
use super::places::WIDTH;

/// A text with holes.
#[derive(Debug)]
pub(super) struct Layout(Vec<Line>);

#[derive(Debug)]
enum Line {
    /// Lines without holes.
    Fixed(String),
    /// A line with holes in it, and whether it may be too wide with what can't be broken.
    Words(Vec<Piece>, bool),
    /// A hole for parameters, one a line, and how far they are indented.
    Parameters(usize, String),
    /// A hole for lines, and how far they are indented.
    Lines(usize, String),
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Hole(usize),
}

impl Layout {
    /// Finds the holes of a text by what stands for them.
    pub(super) fn of(text: &str) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for line in text.split_inclusive('\n') {
            match (Line::of(line), lines.last_mut()) {
                (Line::Fixed(line), Some(Line::Fixed(fixed))) => fixed.push_str(&line),
                (line, _) => lines.push(line),
            }
        }
        Self(lines)
    }

    /// The text, if no line that has a hole is wider than this.
    pub(super) fn fill(&self, holes: &[Hole<'_>], width: usize) -> Option<String> {
        let mut text = String::with_capacity(512);
        for line in &self.0 {
            match line {
                Line::Fixed(line) => text.push_str(line),
                Line::Lines(hole, indent) => fill_lines(&holes[*hole], indent, &mut text),
                Line::Words(pieces, is_wide) => {
                    let width =
                        if *is_wide && are_whole(pieces, holes) { usize::MAX } else { width };
                    if fill_words(pieces, holes, width, &mut text) {
                        return None;
                    }
                }
                Line::Parameters(hole, indent) => {
                    let Hole::Parameters(parameters) = &holes[*hole] else { unreachable!() };
                    for parameter in *parameters {
                        text.extend([indent, parameter.as_str(), ",\n"]);
                        if indent.len() + parameter.len() + 1 > width {
                            return None;
                        }
                    }
                }
            }
        }
        Some(text)
    }

    /// Takes note of the lines that are too wide and can't be broken: they stand in the layout in which all is broken as well.
    pub(super) fn with_wide_lines(
        mut self,
        broken: &Self,
        holes: &[Hole<'_>],
        width: usize,
    ) -> Self {
        let is_broken = |pieces: &[Piece]| {
            broken.0.iter().all(|it| !matches!(it, Line::Words(others, _) if others == pieces))
        };
        for line in &mut self.0 {
            if let Line::Words(pieces, is_wide) = line {
                let is_too_wide = fill_words(pieces, holes, width, &mut String::new());
                *is_wide = is_too_wide && !is_broken(pieces);
            }
        }
        self
    }
}

impl Line {
    fn of(line: &str) -> Self {
        let item = line.trim_start_matches(' ');
        let indent = || line[..line.len() - item.len()].to_owned();
        let above = item.strip_prefix("///").and_then(|it| it.strip_prefix(ABOVE));
        let members = item.strip_suffix('\n').and_then(|it| it.strip_suffix(MEMBERS));
        let alone = above.map(|it| it.trim_end_matches('\n')).or(members);
        if let Some(hole) = alone.and_then(|it| it.parse().ok()).and_then(hole_of) {
            return Self::Lines(hole, indent());
        }
        let parameters = item.strip_suffix(",\n").and_then(|it| it.strip_suffix(PARAMETERS));
        if let Some(hole) = parameters.and_then(whole_hole) {
            return Self::Parameters(hole, indent());
        }
        let mut pieces = Vec::new();
        let mut rest = line;
        while let Some((at, hole)) = rest.char_indices().find_map(|(at, c)| Some((at, hole_of(c)?)))
        {
            pieces.extend((at > 0).then(|| Piece::Text(rest[..at].to_owned())));
            pieces.push(Piece::Hole(hole));
            rest = without_hole(&rest[at..], hole);
            rest = rest.strip_prefix(PARAMETERS).unwrap_or(rest);
        }
        match pieces.is_empty() {
            true => Self::Fixed(rest.to_owned()),
            false => {
                pieces.push(Piece::Text(rest.to_owned()));
                Self::Words(pieces, false)
            }
        }
    }
}

/// What stands behind what stands for a hole.
fn without_hole(text: &str, hole: usize) -> &str {
    text.trim_start_matches(|c| hole_of(c) == Some(hole)).trim_start_matches(FILLER)
}

/// The hole that a text stands for, if it stands for nothing else.
fn whole_hole(text: &str) -> Option<usize> {
    let hole = text.chars().next().and_then(hole_of)?;
    without_hole(text, hole).is_empty().then_some(hole)
}

/// Whether nothing in the holes of a line can be broken.
fn are_whole(pieces: &[Piece], holes: &[Hole<'_>]) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Text(_) => true,
        Piece::Hole(hole) => holes[*hole].is_whole(),
    })
}

/// Appends a line and tells whether it is too wide.
fn fill_words(pieces: &[Piece], holes: &[Hole<'_>], width: usize, text: &mut String) -> bool {
    let mut start = text.len();
    let mut is_broken = false;
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Hole(hole) => match &holes[*hole] {
                Hole::Word(word) => text.push_str(word),
                Hole::Long(code) => {
                    // What is as short as others was not laid out.
                    if code.len() < WIDTH {
                        return true;
                    }
                    text.push_str(code);
                    is_broken = true;
                }
                Hole::Parameters(parameters) => text.push_str(&parameters.join(", ")),
                Hole::Chain(links) => match indent_alone(pieces) {
                    Some(indent) if fill_chain(links, indent, text) => return true,
                    Some(_) => is_broken = true,
                    None => text.extend(links.iter().map(String::as_str)),
                },
                Hole::List(items) => {
                    let column = text.len() - start;
                    let indent = column - text[start..].trim_start_matches(' ').len();
                    if fill_list(items, column, indent, text) {
                        return true;
                    }
                    start = text.rfind('\n').map_or(start, |it| start.max(it + 1));
                }
                Hole::Docs(_) | Hole::Above(_) | Hole::Members(_) => {
                    unreachable!("lines have a line of their own: {holes:?}")
                }
            },
        }
    }
    !is_broken && text[start..].trim_end_matches('\n').len() > width
}

/// How far a hole is indented that has its line for itself.
fn indent_alone(pieces: &[Piece]) -> Option<usize> {
    match pieces {
        [Piece::Text(indent), Piece::Hole(_), Piece::Text(end)] => {
            (indent.trim_start().is_empty() && end == "\n").then_some(indent.len())
        }
        _ => None,
    }
}

/// Appends calls to an indented line, one a line if they don't fit into it, and tells whether one is too wide.
fn fill_chain(links: &[String], indent: usize, text: &mut String) -> bool {
    let len: usize = links.iter().map(String::len).sum();
    if indent + len <= WIDTH {
        text.extend(links.iter().map(String::as_str));
        return false;
    }
    let below = format!("\n{:indent$}    ", "");
    for (index, link) in links.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { &below });
        text.push_str(link);
    }
    links.iter().any(|link| below.len() - 1 + link.len() > WIDTH)
}

/// Appends `&[…]` and tells whether an item is too wide that could be broken.
fn fill_list(items: &[String], column: usize, indent: usize, text: &mut String) -> bool {
    text.push_str("&[");
    let flat = items.join(", ");
    if column + 2 + flat.len() <= WIDTH && !flat.contains('\n') {
        text.push_str(&flat);
        text.push(']');
        return false;
    }
    text.push('\n');
    for item in items {
        let line = text.len();
        text.extend(std::iter::repeat_n(' ', indent + 4));
        // Text can't be broken, and what has lines is already.
        let is_whole = item.starts_with('"') || item.contains('\n');
        text.push_str(item);
        text.push_str(",\n");
        if !is_whole && text.len() - line > WIDTH + 1 {
            return true;
        }
    }
    text.extend(std::iter::repeat_n(' ', indent));
    text.push(']');
    false
}

fn fill_lines(hole: &Hole<'_>, indent: &str, text: &mut String) {
    match hole {
        Hole::Docs(lines) => {
            for line in *lines {
                text.push_str(indent);
                text.push_str("///");
                if !line.is_empty() {
                    text.push(' ');
                    text.push_str(line);
                }
                text.push('\n');
            }
        }
        Hole::Above(lines) | Hole::Members(lines) => text.push_str(lines),
        Hole::Word(_) | Hole::Parameters(_) | Hole::Long(_) | Hole::List(_) | Hole::Chain(_) => {
            unreachable!("{hole:?} stands within a line")
        }
    }
}
