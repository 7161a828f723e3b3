//! What was read and what became of it, in numbers that add up.

use crate::facts::{BlockForm, ExampleFacts, Facts, LeftReason, PageKind, Verdict};
use crate::model::{Agreement, Model, Type};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Writes a few lines: pages by kind, what the model holds, blocks used and left.
pub(super) fn write(out: &mut impl Write, facts: &Facts, model: &Model) -> io::Result<()> {
    pages(out, facts)?;
    types(out, model)?;
    operations(out, model)?;
    examples(out, facts, model)?;
    blocks(out, facts)
}

fn pages(out: &mut impl Write, facts: &Facts) -> io::Result<()> {
    let mut kinds: BTreeMap<PageKind, usize> = BTreeMap::new();
    for page in facts.by_file() {
        *kinds.entry(Facts::kind_of(page)).or_default() += 1;
    }
    let n_pages: usize = kinds.values().sum();
    let kinds = kinds.iter().map(|(kind, count)| format!("{count} {}", kind_name(*kind)));
    writeln!(out, "pages:      {n_pages}{}", list(kinds.collect()))
}

fn types(out: &mut impl Write, model: &Model) -> io::Result<()> {
    let (mut n_structured, mut n_enums, mut n_properties, mut n_members) = (0, 0, 0, 0);
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => {
                n_structured += 1;
                n_properties += ty.properties.len();
            }
            Type::Enum(ty) => {
                n_enums += 1;
                n_members += ty.members.len();
            }
        }
    }
    writeln!(
        out,
        "types:      {n_structured} structured with {}, {} with {}",
        counted(n_properties, ("property", "properties")),
        counted(n_enums, ("enum", "enums")),
        counted(n_members, ("member", "members")),
    )
}

fn operations(out: &mut impl Write, model: &Model) -> io::Result<()> {
    let n_lines: usize = model.operations.iter().map(|it| it.lines.len()).sum();
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
        model.operations.len(),
        counted(n_lines, ("request line", "request lines")),
    )?;
    let mut agreements: BTreeMap<Agreement, usize> = BTreeMap::new();
    for operation in &model.operations {
        *agreements.entry(operation.agreement).or_default() += 1;
    }
    agreements.remove(&Agreement::OnePage);
    let n_merged: usize = agreements.values().sum();
    if n_merged == 0 {
        return Ok(());
    }
    let how = nonzero(agreements.into_iter().map(|(how, count)| (count, agreement_name(how))));
    writeln!(out, "merged:     {n_merged} of them from several pages{}", list(how))
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
fn examples(out: &mut impl Write, facts: &Facts, model: &Model) -> io::Result<()> {
    let examples = || facts.pages.iter().filter_map(|it| it.operation.as_ref());
    let examples = || examples().flat_map(|it| &it.examples);
    let count =
        |is_counted: fn(&ExampleFacts) -> bool| examples().filter(|it| is_counted(it)).count();
    let n_pairs = count(|it| it.request.is_some() && it.response.is_some());
    let n_requests = count(|it| it.request.is_some() && it.response.is_none());
    let n_responses = count(|it| it.request.is_none() && it.response.is_some());
    let n_attached: usize = model.operations.iter().map(|it| it.examples.len()).sum();
    let kinds = nonzero([
        (n_pairs, ("request with a response", "requests with a response")),
        (n_requests, ("request alone", "requests alone")),
        (n_responses, ("response alone", "responses alone")),
    ]);
    let attached = nonzero([(n_attached, ("belongs to an operation", "belong to an operation"))]);
    let attached: String = attached.iter().map(|it| format!("; {it}")).collect();
    let own = model.operations.iter().flat_map(|it| &it.examples);
    let differing = match own.filter(|it| it.contradicts()).count() {
        0 => String::new(),
        n_differing => format!(", of which {}", counted(n_differing, ("differs", "differ"))),
    };
    writeln!(out, "examples:   {}{}{attached}{differing}", examples().count(), list(kinds))
}

/// Blocks by what became of them, then those left aside by reason. Both lines add up.
fn blocks(out: &mut impl Write, facts: &Facts) -> io::Result<()> {
    let (mut n_used, mut n_prose, mut n_structure, mut n_left) = (0, 0, 0, 0);
    let mut used: BTreeMap<BlockForm, usize> = BTreeMap::new();
    let mut left: BTreeMap<LeftReason, usize> = BTreeMap::new();
    for block in facts.pages.iter().flat_map(|page| &page.blocks) {
        match block.verdict {
            Verdict::Used => {
                n_used += 1;
                *used.entry(block.form).or_default() += 1;
            }
            Verdict::Prose => n_prose += 1,
            Verdict::Structure => n_structure += 1,
            Verdict::Left(reason) => {
                n_left += 1;
                *left.entry(reason).or_default() += 1;
            }
        }
    }
    let n_blocks = n_used + n_prose + n_structure + n_left;
    let verdicts = nonzero([
        (n_used, ("used", "used")),
        (n_prose, ("text for people", "text for people")),
        (n_structure, ("structure", "structure")),
        (n_left, ("left aside", "left aside")),
    ]);
    writeln!(out, "blocks:     {n_blocks}{}", list(verdicts))?;
    let used = nonzero(used.into_iter().map(|(form, count)| (count, form_name(form))));
    if !used.is_empty() {
        writeln!(out, "used:       {}", used.join(", "))?;
    }
    let left = nonzero(left.into_iter().map(|(reason, count)| (count, reason_name(reason))));
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
        BlockForm::Include => ("include", "includes"),
        BlockForm::List => ("list", "lists"),
        BlockForm::Quote => ("quote", "quotes"),
        BlockForm::Rule => ("rule", "rules"),
        BlockForm::Tab => ("tab heading", "tab headings"),
    }
}

fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Resource => "resource",
        PageKind::Enum => "enum",
        PageKind::Operation => "operation",
        PageKind::Conceptual => "conceptual",
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
