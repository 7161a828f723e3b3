//! Docs of other services, each read by a dialect of some lines: what their text has, and what was read of it.
//! `cargo test --test corpus others -- --nocapture` prints the figures, where the docs are at hand.

#[path = "others/read.rs"]
mod read;
#[path = "others/text.rs"]
mod text;

use docwright::config::Config;
use docwright::dialect::built_in;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use std::path::Path;
use text::{Habits, Place};

/// A doc set, and the least shares of it that are read.
struct Set {
    name: &'static str,
    docs: &'static str,
    habits: Habits,
    /// In thousandths: lines, rows, answers, requests.
    bars: [usize; 4],
}

#[test]
fn others() {
    let sets = [
        Set {
            name: "grafana",
            docs: "grafana/docs",
            habits: Habits {
                targets: &["/"],
                spans: true,
                heading: None,
                tables: &["field name"],
                lists: true,
                sent: &[],
            },
            bars: [1000, 950, 950, 950],
        },
        Set {
            name: "gitlab",
            docs: "gitlab/doc",
            habits: Habits {
                targets: &["/"],
                spans: false,
                heading: None,
                tables: &["attribute", "parameter"],
                lists: false,
                sent: &["request"],
            },
            bars: [990, 950, 900, 900],
        },
        Set {
            name: "business-central",
            docs: "business-central/dev-itpro/api-reference/v2.0",
            habits: Habits {
                targets: &["businesscentralPrefix/"],
                spans: false,
                heading: Some("http request"),
                tables: &["header", "property"],
                lists: false,
                sent: &["request"],
            },
            bars: [1000, 950, 900, 950],
        },
    ];
    let root = super::root().join("../shared/corpus/others");
    let missed: Vec<String> = sets
        .iter()
        .filter(|_| root.is_dir())
        .flat_map(|it| it.missed(&root.join(it.docs)))
        .collect();
    assert!(missed.is_empty(), "too little: {}", missed.join(", "));
}

/// A dialect of these tests, or one that comes with docwright.
fn dialect(name: &str) -> Option<String> {
    let own = super::root().join(format!("tests/corpus/{name}.toml"));
    match own.is_file() {
        true => Some(own.to_string_lossy().into_owned()),
        false => built_in(name).map(|_| name.to_owned()),
    }
}

impl Set {
    /// Prints what was read, and names what is below its bar.
    #[allow(clippy::print_stdout, reason = "the figures are for people")]
    fn missed(&self, docs: &Path) -> Vec<String> {
        let Some(dialect) = dialect(self.name) else { return Vec::new() };
        let config = Config { dialect_named: Some(dialect), ..Config::default() };
        let config = config.of_docs(docs).expect("the dialect can be read");
        let set = DocSet::read(docs).expect("the docs are there");
        let compilation = pipeline::compile(&set, &config);
        let counted = text::count(docs, &self.habits);
        let read = read::read(&set.sources, &compilation);

        println!("{}", self.name);
        println!("  operations          {}", compilation.model.operations.len());
        let routes = counted.routes();
        let n_routes = routes.iter().filter(|it| read.routes.contains(**it)).count();
        println!("  routes              {n_routes} of {}", routes.len());
        println!("  rows elsewhere      {}", counted.others.len());
        let within = |(place, last): &(Place, u32)| place.clone()..=(place.0.clone(), *last);
        let lines = counted.lines.iter().map(|(place, _)| (place, read.lines.contains(place)));
        let rows = counted.rows.iter().map(|place| (place, read.rows.contains(place)));
        let answers = counted.answers.iter().map(|block| {
            (&block.0, read.answers.range(within(block)).any(|(_, is_typed)| *is_typed))
        });
        let requests = counted
            .requests
            .iter()
            .map(|block| (&block.0, read.requests.range(within(block)).next().is_some()));
        let shares = [
            Share::of("request lines", lines),
            Share::of("rows of parameters", rows),
            Share::of("answers typed", answers),
            Share::of("requests matched", requests),
        ];
        shares.iter().for_each(Share::print);
        let below = shares.iter().zip(self.bars).filter(|(share, bar)| !share.is_at_least(*bar));
        below.map(|(share, _)| format!("{} of {}", share.what, self.name)).collect()
    }
}

/// How much of what is there was read.
struct Share {
    what: &'static str,
    n_there: usize,
    missing: Vec<Place>,
}

impl Share {
    fn of<'p>(what: &'static str, there: impl Iterator<Item = (&'p Place, bool)>) -> Self {
        let there: Vec<(&Place, bool)> = there.collect();
        let missing = there.iter().filter(|(_, is_read)| !is_read);
        let missing = missing.map(|(place, _)| (*place).clone()).collect();
        Self { what, n_there: there.len(), missing }
    }

    fn is_at_least(&self, bar: usize) -> bool {
        (self.n_there - self.missing.len()) * 1000 >= bar * self.n_there
    }

    #[allow(clippy::print_stdout, reason = "the figures are for people")]
    fn print(&self) {
        let Self { what, n_there, missing } = self;
        println!("  {what:<19} {} of {n_there}", n_there - missing.len());
        missing.iter().for_each(|(name, line)| println!("    not {name}:{line}"));
    }
}
