//! Findings as rustc shows them: headline, excerpt with carets, notes.

use super::window::Window;
use super::{places, visible};
use crate::diagnostic::{Diagnostic, Label, Level, NoteKind};
use crate::source::{FileId, Location, SourceMap};
use crate::visible::Excerpt;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Show, Renderer, Snippet};
use rayon::prelude::*;

/// Excerpts are cut to this many lines around what is pointed at.
const MOST_LINES: usize = 400;

/// Renders one finding, with paths as seen from the root of the docs and of its further places only the first few; the text ends
/// with a line feed. Colours are taken off by whoever prints it.
pub fn render(sources: &SourceMap, finding: &Diagnostic) -> String {
    let looks = Looks { is_whole: false, is_coloured: true };
    render_with(sources, finding, &|file| sources.file(file).path.clone(), looks)
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Looks {
    /// Each with all of its places, not only the first few.
    pub is_whole: bool,
    /// With colours; where nobody sees them, it takes less time to leave them out than to take them off.
    pub is_coloured: bool,
}

/// So many findings are rendered before the first of them is handed on.
const AT_ONCE: usize = 512;

/// Renders findings side by side and hands each text on in their order.
///
/// # Errors
///
/// If a text can't be taken: none is handed on after it.
pub fn render_all<E>(
    sources: &SourceMap,
    findings: &[&Diagnostic],
    path: &(dyn Fn(FileId) -> String + Sync),
    looks: Looks,
    mut take: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    for some in findings.chunks(AT_ONCE) {
        let render = |finding: &&Diagnostic| render_with(sources, finding, &path, looks);
        let texts: Vec<String> = some.par_iter().map(render).collect();
        texts.iter().try_for_each(|text| take(text))?;
    }
    Ok(())
}

/// The same with paths as seen from elsewhere.
pub fn render_with(
    sources: &SourceMap,
    finding: &Diagnostic,
    path: &dyn Fn(FileId) -> String,
    looks: Looks,
) -> String {
    let level = match finding.level {
        Level::Deny => Show::ERROR.with_name("deny"),
        Level::Warn | Level::Allow => Show::WARNING.with_name("warn"),
    };
    let title = level.primary_title(visible(&finding.headline)).id(finding.rule.name);
    let mut group = Group::with_title(title);
    let primary = finding.primary.span.file;
    let mut files = vec![primary];
    for label in &finding.secondary {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    let mut places = Vec::new();
    for file in files {
        let (place, excerpt) = excerpt(sources, finding, (file, path(file)));
        places.extend(place);
        group = group.element(excerpt);
    }
    for note in &finding.notes {
        let kind = match note.kind {
            NoteKind::Note => Show::NOTE,
            NoteKind::Help => Show::HELP,
        };
        group = group.element(kind.message(visible(&note.text)));
    }
    let others = places::others(sources, finding, path, looks.is_whole);
    group = group.elements(others.iter().map(|text| Show::NOTE.message(visible(text))));
    let renderer = if looks.is_coloured { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    for place in places {
        put(&mut text, &place);
    }
    text.push('\n');
    text
}

/// Stands behind a path whose place in the page is put in afterwards. No text of a page holds it: [`visible`] takes it out.
const UNKNOWN: char = '\0';

/// Puts in a place where the renderer counted what it was given.
fn put(text: &mut String, place: &Location) {
    let Some(at) = text.find(UNKNOWN) else { return };
    let counted = text[at + 1..].find(|c: char| c != ':' && !c.is_ascii_digit());
    let end = counted.map_or(text.len(), |len| at + 1 + len);
    text.replace_range(at..end, &format!(":{}:{}", place.line, place.column));
}

/// The lines of one file that the finding points at; where that is if not all of the lines is shown.
fn excerpt<'s>(
    sources: &'s SourceMap,
    finding: &Diagnostic,
    (file, path): (FileId, String),
) -> (Option<Location>, Snippet<'s, Annotation<'s>>) {
    let source = sources.file(file);
    let labels: Vec<(AnnotationKind, &Label)> =
        std::iter::once((AnnotationKind::Primary, &finding.primary))
            .chain(finding.secondary.iter().map(|label| (AnnotationKind::Context, label)))
            .filter(|(_, label)| label.span.file == file)
            .collect();
    let first = labels.iter().map(|(_, label)| label.span.start as usize).min().unwrap_or(0);
    let last = labels.iter().map(|(_, label)| label.span.end as usize).max().unwrap_or(first);
    let mut lines = source.lines(first, last);
    let start = lines.first().map_or(0, |line| line.start);
    let is_short = lines.len() <= MOST_LINES;
    let end = match lines.last() {
        Some(line) if is_short && source.text[line.clone()].ends_with('\n') => line.end - 1,
        Some(_) | None => source.text.len().min(last.max(start)),
    };
    let end = (end..=source.text.len()).find(|at| source.text.is_char_boundary(*at)).unwrap_or(end);
    let line = sources.location(crate::source::Span::new(file, start..start)).line;
    let text = &source.text[start..end];
    let below = |at: u32| (at as usize).saturating_sub(start).min(text.len());
    for line in &mut lines {
        *line = below(line.start as u32)..below(line.end as u32);
    }
    let cut = Window::is_needed(&lines).then(|| {
        let spans = labels.iter().map(|(_, label)| label.span);
        let marks: Vec<_> = spans.flat_map(|it| [below(it.start), below(it.end)]).collect();
        Window::around(text, &lines, &marks)
    });
    let excerpt = Excerpt::of(cut.as_ref().map_or(text, |cut| &cut.text));
    let shown = |at| excerpt.place(cut.as_ref().map_or(below(at), |cut| cut.place(below(at))));
    let mut path = visible(&path);
    let first = labels.iter().map(|(_, label)| label.span).min();
    let place = cut.as_ref().zip(first).map(|(_, first)| {
        path.push(UNKNOWN);
        let is_primary = file == finding.primary.span.file;
        sources.location(if is_primary { finding.primary.span } else { first })
    });
    let annotations: Vec<_> = labels
        .iter()
        .map(|(kind, label)| {
            let (from, to) = (shown(label.span.start), shown(label.span.end));
            let text = (!label.text.is_empty()).then(|| visible(&label.text));
            kind.span(from..to.max(from)).label(text)
        })
        .collect();
    let snippet = Snippet::source(excerpt.text);
    (place, snippet.path(path).line_start(line as usize).annotations(annotations))
}
