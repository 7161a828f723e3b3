//! Findings as rustc shows them: headline, excerpt with carets, notes.

use super::visible;
use crate::diagnostic::{Diagnostic, Label, Level, NoteKind};
use crate::source::{FileId, SourceMap};
use crate::visible::Excerpt;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Show, Renderer, Snippet};

/// Excerpts are cut to this many lines around what is pointed at.
const MOST_LINES: usize = 400;

/// Renders one finding; the text ends with a line feed. Colours are taken off by whoever prints it.
pub fn render(sources: &SourceMap, finding: &Diagnostic) -> String {
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
    for file in files {
        group = group.element(excerpt(sources, finding, file));
    }
    for note in &finding.notes {
        let kind = match note.kind {
            NoteKind::Note => Show::NOTE,
            NoteKind::Help => Show::HELP,
        };
        group = group.element(kind.message(visible(&note.text)));
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    format!("{}\n", renderer.render(&[group]))
}

/// The lines of one file that the finding points at.
fn excerpt<'s>(
    sources: &'s SourceMap,
    finding: &Diagnostic,
    file: FileId,
) -> Snippet<'s, Annotation<'s>> {
    let source = sources.file(file);
    let labels: Vec<(AnnotationKind, &Label)> =
        std::iter::once((AnnotationKind::Primary, &finding.primary))
            .chain(finding.secondary.iter().map(|label| (AnnotationKind::Context, label)))
            .filter(|(_, label)| label.span.file == file)
            .collect();
    let first = labels.iter().map(|(_, label)| label.span.start as usize).min().unwrap_or(0);
    let last = labels.iter().map(|(_, label)| label.span.end as usize).max().unwrap_or(first);
    let start = source.text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = source.text[start..]
        .match_indices('\n')
        .take(MOST_LINES)
        .map(|(at, _)| start + at)
        .find(|at| *at >= last)
        .unwrap_or(source.text.len().min(last.max(start)));
    let end = (end..=source.text.len()).find(|at| source.text.is_char_boundary(*at)).unwrap_or(end);
    let line = sources.location(crate::source::Span::new(file, start..start)).line;
    let shown = Excerpt::of(&source.text[start..end]);
    let place = |at: u32| shown.place((at as usize).saturating_sub(start).min(end - start));
    let annotations: Vec<_> = labels
        .into_iter()
        .map(|(kind, label)| {
            let (from, to) = (place(label.span.start), place(label.span.end));
            let text = (!label.text.is_empty()).then(|| visible(&label.text));
            kind.span(from..to.max(from)).label(text)
        })
        .collect();
    Snippet::source(shown.text)
        .path(visible(&source.path))
        .line_start(line as usize)
        .annotations(annotations)
}
