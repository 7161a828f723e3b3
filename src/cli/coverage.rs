//! What was read and what became of it, as the JSON of `check` has it: the numbers that the terminal shows, and those of each
//! page and each folder of pages.

use crate::diagnostic::render::Report;
use crate::facts::{BlockForm, Facts, LeftReason, PageFacts, PageKind, Verdict};
use crate::model::{Agreement, Model, Type};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What became of blocks.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Blocks {
    all: usize,
    used: usize,
    prose: usize,
    structure: usize,
    left: usize,
}

impl Blocks {
    fn of(page: &PageFacts) -> Self {
        let mut blocks = Self::default();
        for block in &page.blocks {
            blocks.all += 1;
            match block.verdict {
                Verdict::Used => blocks.used += 1,
                Verdict::Prose => blocks.prose += 1,
                Verdict::Structure => blocks.structure += 1,
                Verdict::Left(_) => blocks.left += 1,
            }
        }
        blocks
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.used += other.used;
        self.prose += other.prose;
        self.structure += other.structure;
        self.left += other.left;
    }
}

/// What became of the pages of a report.
pub(super) fn json(report: &Report<'_>, facts: &Facts, model: &Model) -> Value {
    let mut pages = Vec::new();
    let mut areas: BTreeMap<String, (usize, Blocks)> = BTreeMap::new();
    let mut all = Blocks::default();
    for page in &facts.pages {
        let (path, blocks) = (report.path(page.file), Blocks::of(page));
        let area = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let of_area = areas.entry(area).or_default();
        of_area.0 += 1;
        of_area.1.add(blocks);
        all.add(blocks);
        pages.push(json!({ "file": path, "kind": kind_name(page.kind), "blocks": blocks }));
    }
    let areas: Vec<Value> = areas
        .into_iter()
        .map(|(folder, (n_pages, blocks))| {
            json!({ "folder": folder, "pages": n_pages, "blocks": blocks })
        })
        .collect();
    let blocks = || facts.pages.iter().flat_map(|page| &page.blocks);
    let used =
        counts(blocks().filter(|it| it.verdict == Verdict::Used).map(|it| form_name(it.form)));
    let left = counts(blocks().filter_map(|it| match it.verdict {
        Verdict::Left(reason) => Some(reason_name(reason)),
        Verdict::Used | Verdict::Prose | Verdict::Structure => None,
    }));
    json!({
        "pages": { "all": facts.pages.len(), "kinds": counts(facts.pages.iter().map(|it| kind_name(it.kind))) },
        "types": types(model),
        "operations": operations(model),
        "examples": examples(facts, model),
        "blocks": { "of": all, "used": used, "left": left },
        "areas": areas,
        "byPage": pages,
    })
}

fn counts(names: impl Iterator<Item = &'static str>) -> Map<String, Value> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    counts.into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect()
}

fn types(model: &Model) -> Value {
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
    json!({
        "structured": n_structured,
        "properties": n_properties,
        "enums": n_enums,
        "members": n_members,
    })
}

fn operations(model: &Model) -> Value {
    let merged = model.operations.iter().filter(|it| it.agreement != Agreement::OnePage).count();
    json!({
        "all": model.operations.len(),
        "requestLines": model.operations.iter().map(|it| it.lines.len()).sum::<usize>(),
        "ofSeveralPages": merged,
    })
}

fn examples(facts: &Facts, model: &Model) -> Value {
    let operations = facts.pages.iter().filter_map(|it| it.operation.as_ref());
    let own = || model.operations.iter().flat_map(|it| &it.examples);
    json!({
        "all": operations.map(|it| it.examples.len()).sum::<usize>(),
        "ofOperations": own().count(),
        "differing": own().filter(|it| it.contradicts()).count(),
    })
}

fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Resource => "resource",
        PageKind::Enum => "enum",
        PageKind::Operation => "operation",
        PageKind::Conceptual => "conceptual",
    }
}

fn form_name(form: BlockForm) -> &'static str {
    match form {
        BlockForm::Paragraph => "paragraph",
        BlockForm::Table => "table",
        BlockForm::Code => "code",
        BlockForm::Comment => "comment",
        BlockForm::Html => "html",
        BlockForm::Include => "include",
        BlockForm::List => "list",
        BlockForm::Quote => "quote",
        BlockForm::Rule => "rule",
        BlockForm::Tab => "tab",
    }
}

fn reason_name(reason: LeftReason) -> &'static str {
    match reason {
        LeftReason::UnknownTable => "unknownTable",
        LeftReason::UnknownSection => "unknownSection",
        LeftReason::UnknownCode => "unknownCode",
        LeftReason::UnknownJson => "unknownJson",
        LeftReason::UnknownAnnotation => "unknownAnnotation",
        LeftReason::LooseAnnotation => "looseAnnotation",
        LeftReason::Html => "html",
        LeftReason::MissingInclude => "missingInclude",
        LeftReason::PlainComment => "plainComment",
        LeftReason::OtherAnnotation => "otherAnnotation",
        LeftReason::Operations => "operations",
        LeftReason::OtherTable => "otherTable",
        LeftReason::OtherCode => "otherCode",
        LeftReason::NameList => "nameList",
        LeftReason::NotModelled => "notModelled",
    }
}
