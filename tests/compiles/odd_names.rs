//! Doc sets whose things are called at random: pieces of names, put together and spelled again.

use super::{Pages, resource};
use std::fmt::Write;

/// Names of ours, of the language, of nothing at all, and pieces to make others of.
const PIECES: &[&str] = &[
    "a",
    "b",
    "A",
    "id",
    "Id",
    "ID",
    "_",
    "__",
    "-",
    ".",
    " ",
    "1",
    "2fa",
    "10",
    "x",
    "X1",
    "é",
    "名",
    "ß",
    "İ",
    "self",
    "Self",
    "crate",
    "super",
    "std",
    "core",
    "type",
    "async",
    "gen",
    "_self",
    "Option",
    "Box",
    "Vec",
    "Result",
    "Ok",
    "Err",
    "String",
    "Some",
    "None",
    "Client",
    "Request",
    "Operation",
    "Model",
    "Member",
    "Extra",
    "Field",
    "Value",
    "Indirect",
    "Many",
    "Default",
    "Clone",
    "At",
    "Date",
    "Flags",
    "extra",
    "kind",
    "downcast",
    "get",
    "list",
    "create",
    "update",
    "delete",
    "count",
    "value",
    "path",
    "models",
    "requests",
    "operations",
    "client",
    "root",
    "main",
    "shares",
    "codec",
    "Undocumented",
    "undocumented",
    "parameters",
    "Parameters",
    "body",
    "patch",
    "target",
    "arguments",
    "segment",
    "action",
    "reference",
    "con",
    "aux",
    "docwright_client",
    "bool",
    "u8",
    "str",
    "MEMBERS",
    "NAME",
    "DERIVED",
    "n2",
    "By",
    "As",
    "Colon",
    "type_",
    "fooType",
    "foo",
    "aLongNameOfManyWordsThatGoesOnAndOnUntilNobodyKnowsWhatItWasAboutAnyMore",
    "union",
    "macro_rules",
    "dyn",
    "r#type",
    "'a",
    "$x",
];

/// Numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn name(&mut self) -> String {
        (0..1 + self.below(3)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    /// A name, or another spelling of one that there is.
    fn name_near(&mut self, names: &[String]) -> String {
        let spellings: [fn(&str) -> String; 5] = [
            |name| name.to_uppercase(),
            |name| name.to_lowercase(),
            |name| format!("{name}_"),
            |name| name.replace(' ', "-"),
            |name| format!("{name}Type"),
        ];
        match names.len() {
            n_names if n_names > 0 && self.below(3) == 0 => {
                let name = names[self.below(n_names)].clone();
                spellings[self.below(spellings.len())](&name)
            }
            _ => self.name(),
        }
    }

    fn names(&mut self, most: usize) -> Vec<String> {
        let mut names = Vec::new();
        for _ in 0..1 + self.below(most) {
            let name = self.name_near(&names);
            names.push(name);
        }
        names
    }
}

/// A doc set whose things are called at random.
pub(crate) fn pages(seed: u64) -> Pages {
    let mut random = Random((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut pages = Vec::new();
    let types = random.names(7);
    let links: Vec<String> =
        (0..types.len()).map(|it| format!("[x](../resources/t{it}.md)")).collect();
    let ty = |random: &mut Random| {
        let collection = [" collection", ""][random.below(2)];
        let simple = ["String", "Int32", "Boolean", "Edm.Date", "Stream", "Binary"];
        match random.below(2) {
            0 => format!("{}{collection}", simple[random.below(simple.len())]),
            _ => format!("{}{collection}", links[random.below(links.len())]),
        }
    };
    for (place, name) in types.iter().enumerate() {
        let namespace = match random.below(3) {
            0 => format!("microsoft.graph.{}", random.name_near(&types)),
            _ => "microsoft.graph".to_owned(),
        };
        let mut text = match random.below(4) {
            0 => {
                let rows: String =
                    random.names(8).iter().map(|member| format!("|{member}|d|\n")).collect();
                format!(
                    "# {name} enum type\n\nNamespace: {namespace}\n\n## Members\n|Member|Description|\n|-|-|\n{rows}"
                )
            }
            _ => {
                let names = random.names(8);
                let rows: Vec<_> = names.into_iter().map(|name| (name, ty(&mut random))).collect();
                let is_relationship = random.below(3) == 0;
                resource(name, &namespace, &rows, is_relationship)
            }
        };
        if place > 0 && random.below(4) == 0 {
            text = text.replace("A thing.", &format!("Inherits from {}.", links[place - 1]));
        }
        pages.push((format!("resources/t{place}.md"), text));
    }
    let mut segments = Vec::new();
    for place in 0..1 + random.below(6) {
        let mut path = String::new();
        for _ in 0..1 + random.below(4) {
            let name = random.name_near(&segments).replace(' ', "");
            segments.push(name.clone());
            let segment = match random.below(6) {
                0 => "{id}".to_owned(),
                1 => format!("{name}({}='{{a}}',{}={{b}})", random.name(), random.name())
                    .replace(' ', ""),
                2 => format!("{name}={{x}}"),
                _ => name,
            };
            let _ = write!(path, "/{segment}");
        }
        let method = ["GET", "POST", "PATCH", "PUT", "DELETE"][random.below(5)];
        let query = ["", "?a={b}&self={c}"][random.below(2)];
        let names = random.names(5);
        let rows: String =
            names.iter().map(|name| format!("|{name}|{}|d|\n", ty(&mut random))).collect();
        let answer = links[random.below(links.len())].clone();
        let answer = [format!(" and {answer} object in the response body"), String::new()]
            [random.below(2)]
        .clone();
        pages.push((
            format!("api/o{place}.md"),
            format!(
                "# Do it\n\nNamespace: microsoft.graph\n\nDo it.\n\n## HTTP request\n```http\n{method} {path}{query}\n```\n\n\
                 ## Request body\n|Parameter|Type|Description|\n|-|-|-|\n{rows}\n## Response\n\
                 If successful, this method returns a `200 OK` response code{answer}.\n"
            ),
        ));
    }
    pages
}
