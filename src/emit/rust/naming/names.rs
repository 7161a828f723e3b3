//! The naming contract: wire names and paths in, Rust identifiers out. Nothing else in the emitter
//! makes an identifier from a page's text.
//!
//! | thing | named after | spelling | example |
//! |---|---|---|---|
//! | type | its own name | camel | `orderLine` → `OrderLine` |
//! | module of a namespace | what follows the default namespace | snake | `acme.shop.taxRules` → `models::tax_rules` |
//! | file of a type | the type | snake | `orderLine` → `order_line.rs`; private, so no part of the contract |
//! | field | the property | snake | `placedDateTime` → `placed_date_time` |
//! | field handle | the property | screaming snake | `placedDateTime` → `PLACED_DATE_TIME` |
//! | enum arm | the member | camel | `onHold` → `OnHold` |
//! | catch-all arm | nothing | fixed | `Undocumented`, in every enum |
//! | path node | all segments of its path | camel | `/orders/{id}/lines` → `OrdersIdLines` |
//! | module of a node | the literal segments before its last; its own at the root | snake | `/orders/{id}/lines/{id}` → `requests::orders::lines` |
//! | module of a marker | the node that has the method | snake | `POST /orders/{id}/lines` → `operations::orders` |
//! | operation marker | verb and path | camel | `GET /orders/{id}/lines` → `ListOrdersIdLines` |
//! | parameters of a titled action | what its title binds it to, and it | camel | `order: cancel` → `OrderCancel` |
//! | parameters of another action | the shortest path of its page | camel | `POST /orders/{id}/cancel` → `OrdersIdCancel` |
//! | other parameters | verb and the shortest path of its page | camel | `POST /orders` → `CreateOrders` |
//! | module of parameters | the namespace of the page with the title, as that of a type | snake | `acme.shop.tax` → `parameters::tax` |
//!
//! A segment gives a node's name, its accessor and its arguments:
//!
//! | segment | in names | method |
//! |---|---|---|
//! | `orders` | `Orders` | `orders()` |
//! | `{id}` under any name | `Id` | `id(id)` |
//! | `orderNumber={x}` | `ByOrderNumber` | `by_order_number(order_number)` |
//! | `orders({id})`, `orders('{id}')` | `OrdersById` | `orders_by_id(id)` |
//! | `root:/{path}` | `RootPath` | `root_path(path)` |
//! | `{id}:/{path}` | `IdPath` | `id(id).path(path)` |
//! | `between(start='{a}',end='{b}')` | `Between` | `between(start, end)` |
//! | the same function with other arguments | `BetweenByState` | `between_by_state(state)` |
//! | `$ref`, `$value`, `$count` | `Reference`, `Value`, `Count` | `reference()`, `value()`, `count()` |
//! | `acme.shop.customer`, a cast | `AsCustomer` | `as_customer()` |
//!
//! Behind the arguments of a function, and before a body, a method takes the query parameters that every
//! request line writes out (`since={date}` → `since`); both are spelled snake.
//!
//! A method and a shape give a verb; the shape is decided by the path and the pages that claim it alone. The last segment of an action is a method of the node before it;
//! functions and everything else end in the verb of their method:
//!
//! | request | verb | marker |
//! |---|---|---|
//! | GET that answers a collection | `list` | `List…` |
//! | other GET, functions | `get` | `Get…` |
//! | POST that creates | `create` | `Create…` |
//! | POST that calls an action | the action's name | `Call…` |
//! | PATCH | `update` | `Update…` |
//! | PUT | `replace` | `Replace…` |
//! | DELETE | `delete` | `Delete…` |
//!
//! An action has one struct of parameters, whatever paths lead to it. Each page names it by itself: by a title that says
//! the path's last segment behind a colon (`order: cancel`), or else by the shortest of its paths that end so, of equally
//! long ones that with fewer keys. So two actions of a page have two names, and pages that give one name share a struct with
//! the parameters of all, but for those of another namespace. Where pages of one path differ, titles count before paths, then
//! the page that the operation's text is from: only there a page renames what another one named, and `conflicting-actions` tells.
//!
//! Spelling: letters and digits are kept, ligatures and the like as the letters that they stand for (`ﬁx` → `fix`), words split
//! where the case changes (`größteHöhe` → `größte_höhe`). What no identifier
//! has, or no reader sees, becomes a word, `u` and its code point (`m²` → `m_ub2`); everything else only splits words
//! (`@odata.etag` → `odata_etag`). So do letters beyond ASCII where files are called so: in modules and packages
//! (`gr_uf6_udf_e`). A name without any word is spelled by code points (`+` → `u2b`), an empty one is `empty`. `_` goes before a
//! leading digit, in modules another behind the name: there types are spelled with digits first as well (`2fa` → the type
//! `_2fa` in the module `_2fa_`). Names are cut at 120 bytes, a fingerprint of the whole name after the cut.
//!
//! Reserved words, whether or not they meet anything: keywords, the field `extra`, the arm
//! `Undocumented`, the types in [`TYPES`], the nodes in [`NODES`], the modules in [`MODULES`] and the
//! arguments in [`ARGUMENTS`] get a `_` behind them; a segment called like one of [`METHODS`] gets
//! `_segment`, an action called so `_action`, and at the root [`CLIENT_METHODS`] are reserved as well.
//!
//! Segments that differ in case alone are one; it is called and sent as the spelling with the most
//! words (`orderLines`, not `orderlines`).
//!
//! A name depends on the thing's own name or path alone. Only where two things of one scope (the
//! fields of a struct, the arms of an enum, the types of a namespace, the segments after a node, the
//! nodes of a module) spell the same name, the one whose wire name is the plain spelling (`fooBar` for
//! `foo_bar`) keeps it, and the others get `x` and a fingerprint of their own wire name
//! (`foo_bar_xce45c9fe`). A segment that is both an action and a node leaves its name to the action
//! (`copy(…)`, `copy_segment()`); of the calls of one function, those with arguments name them as soon
//! as there are two.

mod spelling;

pub(super) use spelling::fingerprint;

use proc_macro2::{Ident, Span};
use spelling::{ascii, cut, lead, push_capitalised, screaming, split, uncapitalised, words};

/// Longer identifiers are cut; a path's name may be long, a file name may not.
const MAX_LEN: usize = 120;

/// Strict and reserved keywords of every edition. Not as raw identifiers: `self` and `crate` have none.
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that emitted model files use unqualified, which a type can't have.
pub(super) const TYPES: &[&str] = &[
    "Binary",
    "Box",
    "Clone",
    "Date",
    "DateTimeOffset",
    "Debug",
    "Decimal",
    "Default",
    "Duration",
    "EnumType",
    "Extra",
    "Field",
    "Flags",
    "Guid",
    "Hash",
    "Indirect",
    "Many",
    "Member",
    "Model",
    "None",
    "Option",
    "PartialEq",
    "RawValue",
    "Some",
    "Stream",
    "String",
    "TimeOfDay",
    "UnknownMember",
    "Vec",
];

/// Names that emitted files of nodes use unqualified, which a node can't have.
const NODES: &[&str] = &[
    "Argument",
    "AsRef",
    "At",
    "Binary",
    "Bytes",
    "Clone",
    "Date",
    "DateTimeOffset",
    "Debug",
    "Decimal",
    "Duration",
    "FileParts",
    "Flags",
    "FormStyle",
    "Guid",
    "Into",
    "None",
    "Option",
    "Patch",
    "Payload",
    "RawValue",
    "Request",
    "Some",
    "Stream",
    "String",
    "TimeOfDay",
    "Vec",
];

/// Methods of nodes that a segment's accessor can't have.
pub(super) const METHODS: &[&str] = &[
    "ask_options",
    "clone",
    "count",
    "create",
    "delete",
    "get",
    "head",
    "id",
    "list",
    "path",
    "reference",
    "replace",
    "update",
    "value",
];

/// Methods of the client that a root segment's accessor can't have.
pub(super) const CLIENT_METHODS: &[&str] = &[
    "as_ref", "at", "batch", "builder", "deref", "from", "into", "new", "request", "send", "upload",
];

/// Parameters of ours, which the argument of a function can't be called.
const ARGUMENTS: &[&str] = &["arguments", "body", "file_parts", "parameters", "patch", "target"];

/// Modules that emitted files import, file names that some systems refuse, and the one that every test has.
const MODULES: &[&str] = &[
    "aux",
    "codec",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "main",
    "models",
    "nul",
    "operations",
    "parameters",
    "prn",
];

/// A name as words in lower case, before it is spelled as a type, a field or a module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(Vec<String>);

impl Name {
    /// The words of a wire name.
    pub(crate) fn of(wire: &str) -> Self {
        let words = words(wire);
        if !words.is_empty() {
            return Self(words);
        }
        if wire.is_empty() {
            return Self(vec!["empty".into()]);
        }
        Self(wire.chars().map(|c| format!("u{:x}", u32::from(c))).collect())
    }

    /// The name of nothing, to append to.
    pub(super) fn empty() -> Self {
        Self(Vec::new())
    }

    /// This name followed by another.
    pub(crate) fn then(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// This name followed by words of ours.
    pub(super) fn plus(&self, ours: &str) -> Self {
        Self(self.0.iter().cloned().chain(split(ours)).collect())
    }

    /// This name behind words of ours.
    pub(crate) fn after(&self, ours: &str) -> Self {
        Self(split(ours).into_iter().chain(self.0.iter().cloned()).collect())
    }

    /// `received_date_time`
    pub(super) fn snake(&self) -> String {
        cut(lead(self.0.join("_")), MAX_LEN, "_")
    }

    /// As a file: as it is spelled without letters beyond ASCII.
    pub(super) fn file(&self) -> String {
        cut(lead(ascii(&self.0.join("_"))), MAX_LEN, "_")
    }

    /// `ReceivedDateTime`; digits that would meet are kept apart (`V1_0`).
    fn camel(&self) -> String {
        let mut camel = String::new();
        for word in &self.0 {
            let digit = word.starts_with(|c: char| c.is_ascii_digit());
            if digit && camel.ends_with(|c: char| c.is_ascii_digit()) {
                camel.push('_');
            }
            push_capitalised(&mut camel, word);
        }
        cut(lead(camel), MAX_LEN, "X")
    }

    /// `RECEIVED_DATE_TIME`
    fn screaming(&self) -> String {
        screaming(&self.snake())
    }

    /// As it is spelled for types, for constants, for files and for all else. They never meet: spaces tell which one it is.
    pub(super) fn spellings(&self) -> [String; 4] {
        let [snake, screaming, file] = [self.snake(), self.screaming(), self.file()];
        [self.camel(), format!(" {snake}"), format!("  {screaming}"), format!("   {file}")]
    }

    /// The plain wire spelling of these words: `receivedDateTime`.
    pub(super) fn lower_camel(&self) -> String {
        uncapitalised(&self.camel())
    }

    /// As a field, method or argument.
    pub(crate) fn snake_ident(&self) -> Ident {
        let text = self.snake();
        ident(if text == "extra" { "extra_".into() } else { text })
    }

    /// As a parameter of a method, beside those of ours.
    pub(crate) fn argument_ident(&self) -> Ident {
        let text = self.snake();
        ident(if ARGUMENTS.contains(&text.as_str()) { format!("{text}_") } else { text })
    }

    /// As a constant.
    pub(crate) fn constant_ident(&self) -> Ident {
        ident(self.screaming())
    }

    /// As a type of the docs.
    pub(crate) fn type_ident(&self) -> Ident {
        let text = self.camel();
        ident(if TYPES.contains(&text.as_str()) { format!("{text}_") } else { text })
    }

    /// As a path node.
    pub(crate) fn node_ident(&self) -> Ident {
        let text = self.camel();
        ident(if NODES.contains(&text.as_str()) { format!("{text}_") } else { text })
    }

    /// As an operation marker, which begins with a word of ours.
    pub(crate) fn marker_ident(&self) -> Ident {
        ident(self.camel())
    }

    /// As an enum arm.
    pub(crate) fn arm_ident(&self) -> Ident {
        let text = self.camel();
        ident(if text == "Undocumented" { "Undocumented_".into() } else { text })
    }

    /// As a module, which is also a file.
    pub(crate) fn module_ident(&self) -> Ident {
        let text = self.file();
        let is_taken = text.starts_with('_') || MODULES.contains(&text.as_str());
        ident(if is_taken { format!("{text}_") } else { text })
    }

    /// As the name of a package: words joined by `-`, a letter first.
    pub(crate) fn package(&self) -> String {
        let text = self.file().replace('_', "-");
        let text = text.trim_matches('-');
        match text.starts_with(|c: char| c.is_ascii_digit()) || KEYWORDS.contains(&text) {
            true => format!("client-{text}"),
            false => text.to_owned(),
        }
    }

    /// The package as Rust code and file names see it.
    pub(crate) fn crate_ident(&self) -> Ident {
        Ident::new(&self.package().replace('-', "_"), Span::call_site())
    }

    /// A segment's or action's name, out of the way of the methods that every node has.
    pub(super) fn beside(self, methods: &[&[&str]], suffix: &str) -> Self {
        let text = self.snake();
        match methods.iter().any(|list| list.contains(&text.as_str())) {
            true => self.plus(suffix),
            false => self,
        }
    }
}

fn ident(text: String) -> Ident {
    let text = if KEYWORDS.contains(&text.as_str()) { format!("{text}_") } else { text };
    Ident::new(&text, Span::call_site())
}

/// A name of ours, for tokens that are chosen by name.
pub(crate) fn fixed(name: &'static str) -> Ident {
    Ident::new(name, Span::call_site())
}

#[cfg(test)]
mod tests;
