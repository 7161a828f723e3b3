//! Which file uses which: sources in, arrows between files out.
//!
//! An arrow is a path that is written: in a `use`, or in the code, macros included. It leads to the file
//! that holds what is named, also through modules that only pass it on with `pub use`; passing on is no
//! arrow itself. What tests and templates (`quote!`) name does not count. A method has no path, so that an
//! `impl` in another file than its type's is not seen.

use super::sources::{Sources, is_below};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// For every file the files that it uses, each with a path as it is written.
pub(crate) type Arrows = BTreeMap<String, BTreeMap<String, String>>;

/// A path in the code, or the path of a module.
type Path = Vec<String>;

/// Finds the arrows between the files of one crate.
pub(crate) fn arrows(sources: &Sources) -> Arrows {
    let files = sources.iter().filter(|(path, _)| *path != "main.rs");
    let modules = files.map(|(path, text)| {
        let tokens = TokenStream::from_str(text).expect("sources are Rust");
        let mut module = Module { file: path.clone(), ..Module::default() };
        module.read(tokens);
        (module_path(path), module)
    });
    let modules = Modules(modules.collect());
    let arrows = modules.0.iter().map(|(at, module)| {
        let passed_on = |it: &&Use| !it.passed_on || module.words.contains(&it.name);
        let used = module.uses.iter().filter(passed_on).map(|it| &it.path);
        // Of several paths to one file the one of a `use` is shown.
        let ends = module.paths.iter().chain(used).filter_map(|path| {
            let end = modules.end(at, path)?;
            (end != module.file).then(|| (end, path.join("::")))
        });
        (module.file.clone(), ends.collect())
    });
    arrows.collect()
}

/// The files of a folder that use each other, directly or around others: one line a circle's arrow.
pub(crate) fn circles(arrows: &Arrows, folder: &str) -> Vec<String> {
    let within = |file: &str| is_below(file, folder);
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in arrows.keys().filter(|file| within(file)) {
        let (mut seen, mut walk) = (BTreeSet::new(), vec![file.as_str()]);
        while let Some(next) = walk.pop() {
            let ends = arrows[next].keys().map(String::as_str);
            walk.extend(ends.filter(|end| within(end) && seen.insert(*end)));
        }
        reached.insert(file, seen);
    }
    let mut lines = Vec::new();
    for (from, ends) in arrows.iter().filter(|(from, _)| within(from)) {
        for (to, written) in ends {
            if reached.get(to.as_str()).is_some_and(|it| it.contains(from.as_str())) {
                lines.push(format!("{from} uses {to} ({written}), and is used by it"));
            }
        }
    }
    lines
}

/// `emit/rust/mod.rs` → `emit`, `rust`.
fn module_path(file: &str) -> Path {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("mod").filter(|it| it.ends_with('/')).unwrap_or(path);
    path.split('/').filter(|it| !it.is_empty() && *it != "lib").map(str::to_owned).collect()
}

/// The modules of a crate by their path.
struct Modules(BTreeMap<Path, Module>);

impl Modules {
    /// The file that holds what a path names, where that is in the crate.
    fn end(&self, at: &[String], path: &[String]) -> Option<String> {
        let (end, _) = self.follow(at, path, 0)?;
        Some(self.0[&end].file.clone())
    }

    /// The module that a path leads to, and whether the path's end is the module itself rather than
    /// something in it.
    fn follow(&self, at: &[String], path: &[String], depth: usize) -> Option<(Path, bool)> {
        let (first, _) = path.split_first()?;
        let is_rooted = matches!(first.as_str(), "crate" | "self" | "super");
        let mut module: Path = if first == "crate" { Vec::new() } else { at.to_vec() };
        for (index, name) in path.iter().enumerate() {
            match name.as_str() {
                "crate" | "self" => continue,
                "super" => {
                    module.pop();
                    continue;
                }
                _ => module.push(name.clone()),
            }
            if self.0.contains_key(&module) {
                continue;
            }
            module.pop();
            let known = self.0.get(&module)?.uses.iter().find(|it| it.name == *name);
            let behind = known.filter(|_| depth < 9);
            match behind.and_then(|it| self.follow(&module, &it.path, depth + 1)) {
                Some((end, true)) => module = end,
                Some((end, false)) => return Some((end, false)),
                None if is_rooted || index > 0 => return Some((module, false)),
                None => return None,
            }
        }
        Some((module, true))
    }
}

/// What one file writes.
#[derive(Default)]
struct Module {
    file: String,
    uses: Vec<Use>,
    paths: Vec<Path>,
    /// Every name outside of its `use` items.
    words: BTreeSet<String>,
}

/// A name that a `use` item makes known.
struct Use {
    name: String,
    path: Path,
    passed_on: bool,
}

impl Module {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut is_public = false;
        while let Some(token) = tokens.get(at) {
            let rest = &tokens[at + 1..];
            at += 1;
            match token {
                TokenTree::Punct(it) if it.as_char() == '#' && begins_test(rest) => {
                    at += item_length(rest);
                }
                TokenTree::Ident(it) if it == "pub" => {
                    is_public = true;
                    continue;
                }
                TokenTree::Group(it) if is_public && it.delimiter() == Delimiter::Parenthesis => {
                    continue;
                }
                TokenTree::Ident(it) if it == "mod" => at += 1,
                TokenTree::Ident(it) if is_emitted(it) && is_punct(rest.first(), '!') => at += 2,
                TokenTree::Ident(it) if it == "use" && !is_punct(rest.first(), '<') => {
                    let length = item_length(rest);
                    self.read_use(&rest[..length], &[], is_public);
                    at += length;
                }
                TokenTree::Ident(it) => {
                    let mut path = vec![it.to_string()];
                    while let [a, b, TokenTree::Ident(next), ..] = &tokens[at..]
                        && is_punct(Some(a), ':')
                        && is_punct(Some(b), ':')
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    self.words.insert(it.to_string());
                    if path.len() > 1 {
                        self.paths.push(path);
                    }
                }
                TokenTree::Group(it) => self.read(it.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            is_public = false;
        }
    }

    /// The names of a use tree: `a::{self, b, c::*, d as e}`.
    fn read_use(&mut self, tokens: &[TokenTree], before: &[String], passed_on: bool) {
        let ends = |it: &TokenTree| is_punct(Some(it), ',') || is_punct(Some(it), ';');
        for tree in tokens.split(ends) {
            let mut path = before.to_vec();
            let mut name = None;
            let mut is_renamed = false;
            for token in tree {
                match token {
                    TokenTree::Ident(it) if it == "as" => is_renamed = true,
                    TokenTree::Ident(it) if is_renamed => name = Some(it.to_string()),
                    TokenTree::Ident(it) if it == "self" && !path.is_empty() => {
                        name = path.last().cloned();
                    }
                    TokenTree::Ident(it) => {
                        name = Some(it.to_string());
                        path.push(it.to_string());
                    }
                    TokenTree::Group(it) => {
                        let list: Vec<TokenTree> = it.stream().into_iter().collect();
                        self.read_use(&list, &path, passed_on);
                        name = None;
                    }
                    TokenTree::Punct(it) if it.as_char() == '*' => name = Some("*".to_owned()),
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
            self.uses.extend(name.map(|name| Use { name, path, passed_on }));
        }
    }
}

/// Whether a macro holds Rust that is emitted.
fn is_emitted(name: &Ident) -> bool {
    ["quote", "fill", "item", "lines", "code"].iter().any(|it| name == it)
}

/// Whether what follows a `#` is `[cfg(test)]`.
fn begins_test(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Group(it)) if it.stream().to_string().replace(' ', "") == "cfg(test)")
}

/// The tokens up to the end of an item: a `;`, or braces.
fn item_length(tokens: &[TokenTree]) -> usize {
    let ends = |it: &TokenTree| match it {
        TokenTree::Group(it) => it.delimiter() == Delimiter::Brace,
        it => is_punct(Some(it), ';'),
    };
    tokens.iter().position(ends).map_or(tokens.len(), |at| at + 1)
}

fn is_punct(token: Option<&TokenTree>, c: char) -> bool {
    matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == c)
}
