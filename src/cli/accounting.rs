//! What was read and what became of it, in numbers that add up.

use super::tally::{Tally, kind_name};
use crate::facts::{BlockForm, ExampleFacts, Facts, LeftReason};
use crate::model::{Agreement, Model};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes a few lines: pages by kind, what the model holds, blocks used and left.
pub(super) fn write(out: &mut impl Write, facts: &Facts, model: &Model) -> io::Result<()> {
    let tally = Tally::of(facts, model);
    let kinds = tally.kinds.iter().map(|(kind, count)| format!("{count} {}", kind_name(*kind)));
    writeln!(out, "pages:      {}{}", tally.n_pages(), list(kinds.collect()))?;
    writeln!(
        out,
        "types:      {} structured with {}, {} with {}",
        tally.n_structured,
        counted(tally.n_properties, ("property", "properties")),
        counted(tally.n_enums, ("enum", "enums")),
        counted(tally.n_members, ("member", "members")),
    )?;
    operations(out, &tally, model)?;
    examples(out, &tally, facts)?;
    blocks(out, &tally)
}

fn operations(out: &mut impl Write, tally: &Tally, model: &Model) -> io::Result<()> {
    let pages: BTreeSet<&str> = model
        .operations
        .iter()
        .flat_map(|it| &it.pages)
        .filter_map(|it| it.split('#').next())
        .collect();
    let of_pages = match pages.len() {
        0 => String::new(),
        n_pages => format!(" of {}", counted(n_pages, ("page", "pages"))),
    };
    writeln!(
        out,
        "operations: {} from {}{of_pages}",
        tally.n_operations,
        counted(tally.n_lines, ("request line", "request lines")),
    )?;
    answers(out, tally)?;
    if tally.n_merged() == 0 {
        return Ok(());
    }
    let agreements = tally.agreements.iter().map(|(how, count)| (*count, agreement_name(*how)));
    let how = nonzero(agreements);
    writeln!(out, "merged:     {} of them from several pages{}", tally.n_merged(), list(how))
}

/// How many of the answers have a type.
fn answers(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let Tally { n_answers, n_untyped, .. } = *tally;
    let any = match n_untyped {
        0 => String::new(),
        n_untyped => format!(", {} any JSON", counted(n_untyped, ("is", "are"))),
    };
    match n_answers {
        0 => Ok(()),
        _ => writeln!(out, "answers:    {} of {n_answers} typed{any}", n_answers - n_untyped),
    }
}

/// What of that the client has, and what becomes of the rest; nothing where it has everything.
pub(super) fn choice(out: &mut impl Write, model: &Model) -> io::Result<()> {
    if model.part.is_none() {
        return Ok(());
    }
    writeln!(
        out,
        "selected:   {} of {} operations, {} of {} types; the rest is left out",
        model.chosen_operations().count(),
        model.operations.len(),
        model.type_ids().count(),
        model.types.len(),
    )?;
    let n_kept = model.kept_in_extra().count();
    if n_kept > 0 {
        let examples = model.chosen_operations().flat_map(|it| &it.examples);
        let n_examples = examples.filter(|it| model.shows_kept(it)).count();
        let kept = counted(n_kept, ("property of a type", "properties of types"));
        let examples = nonzero([(n_examples, ("example with one is", "examples with such are"))]);
        let examples: String = examples.iter().map(|it| format!("; {it} not tested")).collect();
        writeln!(out, "in extra:   {kept} left out{examples}")?;
    }
    Ok(())
}

/// Examples as the pages show them, how many the operations took, and how many of these contradict the docs, which findings tell.
fn examples(out: &mut impl Write, tally: &Tally, facts: &Facts) -> io::Result<()> {
    let examples = || facts.pages.iter().filter_map(|it| it.operation.as_ref());
    let examples = || examples().flat_map(|it| &it.examples);
    let count =
        |is_counted: fn(&ExampleFacts) -> bool| examples().filter(|it| is_counted(it)).count();
    let n_pairs = count(|it| it.request.is_some() && it.response.is_some());
    let n_requests = count(|it| it.request.is_some() && it.response.is_none());
    let n_responses = count(|it| it.request.is_none() && it.response.is_some());
    let kinds = nonzero([
        (n_pairs, ("request with a response", "requests with a response")),
        (n_requests, ("request alone", "requests alone")),
        (n_responses, ("response alone", "responses alone")),
    ]);
    let attached =
        nonzero([(tally.n_attached, ("belongs to an operation", "belong to an operation"))]);
    let attached: String = attached.iter().map(|it| format!("; {it}")).collect();
    let differing = match tally.n_differing {
        0 => String::new(),
        n_differing => format!(", of which {}", counted(n_differing, ("differs", "differ"))),
    };
    writeln!(out, "examples:   {}{}{attached}{differing}", tally.n_examples, list(kinds))
}

/// Blocks by what became of them, then those left aside by reason. Both lines add up.
fn blocks(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let blocks = tally.blocks;
    let verdicts = nonzero([
        (blocks.used, ("used", "used")),
        (blocks.prose, ("text for people", "text for people")),
        (blocks.structure, ("structure", "structure")),
        (blocks.left, ("left aside", "left aside")),
    ]);
    writeln!(out, "blocks:     {}{}", blocks.all, list(verdicts))?;
    let used = nonzero(tally.used.iter().map(|(form, count)| (*count, form_name(*form))));
    if !used.is_empty() {
        writeln!(out, "used:       {}", used.join(", "))?;
    }
    let left = nonzero(tally.left.iter().map(|(reason, count)| (*count, reason_name(*reason))));
    if !left.is_empty() {
        writeln!(out, "left aside: {}", left.join(", "))?;
    }
    Ok(())
}

/// The name of one, and of several.
pub(super) type Names = (&'static str, &'static str);

/// What there is any of, counted.
pub(super) fn nonzero(counts: impl IntoIterator<Item = (usize, Names)>) -> Vec<String> {
    let there = counts.into_iter().filter(|(count, _)| *count > 0);
    there.map(|(count, names)| counted(count, names)).collect()
}

fn list(counts: Vec<String>) -> String {
    match counts.is_empty() {
        true => String::new(),
        false => format!(" ({})", counts.join(", ")),
    }
}

/// A number of things, in words.
pub(super) fn counted(n: usize, (one, many): Names) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What people call one, and several, of the blocks of a form.
fn form_name(form: BlockForm) -> Names {
    match form {
        BlockForm::Paragraph => ("paragraph", "paragraphs"),
        BlockForm::Table => ("table", "tables"),
        BlockForm::Code => ("code block", "code blocks"),
        BlockForm::Comment => ("comment", "comments"),
        BlockForm::Html => ("HTML block", "HTML blocks"),
        BlockForm::Markup => ("piece of markup", "pieces of markup"),
        BlockForm::Include => ("include", "includes"),
        BlockForm::List => ("list", "lists"),
        BlockForm::Quote => ("quote", "quotes"),
        BlockForm::Rule => ("rule", "rules"),
        BlockForm::Tab => ("tab heading", "tab headings"),
    }
}

/// What people call one, and several, of the blocks left for a reason.
pub(super) fn reason_name(reason: LeftReason) -> Names {
    match reason {
        LeftReason::UnknownTable => ("table of unknown columns", "tables of unknown columns"),
        LeftReason::UnknownSection => {
            ("table below an unknown heading", "tables below unknown headings")
        }
        LeftReason::UnknownCode => {
            ("code block that is no message", "code blocks that are no message")
        }
        LeftReason::UnknownJson => {
            ("representation that is no JSON", "representations that are no JSON")
        }
        LeftReason::UnknownAnnotation => ("unreadable annotation", "unreadable annotations"),
        LeftReason::LooseAnnotation => ("annotation above no code", "annotations above no code"),
        LeftReason::Html => ("HTML block", "HTML blocks"),
        LeftReason::Markup => ("piece of markup", "pieces of markup"),
        LeftReason::MissingInclude => ("missing include", "missing includes"),
        LeftReason::PlainComment => ("plain comment", "plain comments"),
        LeftReason::OtherAnnotation => {
            ("annotation of another kind", "annotations of another kind")
        }
        LeftReason::Operations => ("table of operations", "tables of operations"),
        LeftReason::OtherTable => ("table for people", "tables for people"),
        LeftReason::OtherCode => ("code block for people", "code blocks for people"),
        LeftReason::NameList => ("name in a list", "names in lists"),
        LeftReason::NotModelled => ("of what is not modelled", "of what is not modelled"),
    }
}

fn agreement_name(agreement: Agreement) -> Names {
    match agreement {
        Agreement::OnePage => ("of one page", "of one page"),
        Agreement::Same => ("that agree", "that agree"),
        Agreement::SomeSay => ("where some say a type", "where some say a type"),
        Agreement::SharedBase => ("by a shared base", "by a shared base"),
        Agreement::BetterReason => ("by the better reason", "by the better reason"),
        Agreement::Conflict => ("in conflict", "in conflict"),
    }
}
