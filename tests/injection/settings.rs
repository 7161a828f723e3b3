//! The hostile settings: what a stranger writes into a `docwright.toml` or a dialect, and what its harmless twin says.

/// What becomes of hostile settings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// An error that begins so.
    Error(&'static str),
    /// The same as of the twin, literals apart.
    Same,
}

use Outcome::{Error, Same};

/// A case: its name, whether it stands in the dialect, the hostile lines, the twin's, what becomes of it.
pub(crate) type Case = (&'static str, File, &'static str, &'static str, Outcome);

/// The file that a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// `docwright.toml`.
    Docs,
    /// A dialect that it names.
    Dialect,
}

use File::{Dialect, Docs};

/// Lines that stand before those of a dialect.
pub(crate) const DIALECT: &str = "extends = \"graph\"\n";

/// Every case.
pub(crate) const CASES: &[Case] = &[
    (
        "a published URL that ends its link",
        Dialect,
        "[[published]]\nfolder = \"resources/\"\nurl = \"https://x/)\\n\\n~~~\\nzqx();\\n~~~\\n\\n<script>zqx()</script>\\n\\n\"\n",
        "[[published]]\nfolder = \"resources/\"\nurl = \"https://x.example/\"\n",
        Error("dialect.toml:4:7: "),
    ),
    (
        "a published URL that is a script",
        Dialect,
        "[[published]]\nfolder = \"resources/\"\nurl = \"javascript:zqx()//\"\n",
        "[[published]]\nfolder = \"resources/\"\nurl = \"https://x.example/\"\n",
        Error("dialect.toml:4:7: "),
    ),
    (
        "a published URL with brackets",
        Dialect,
        "[[published]]\nurl = \"https://x.example/)[zqx](\"\n",
        "[[published]]\nurl = \"https://x.example/\"\n",
        Error("dialect.toml:3:7: "),
    ),
    (
        "a published URL with an element",
        Dialect,
        "[[published]]\nurl = \"https://x.example/<b>\"\n",
        "[[published]]\nurl = \"https://x.example/\"\n",
        Error("dialect.toml:3:7: "),
    ),
    (
        "a published query that ends its link",
        Dialect,
        "[[published]]\nurl = \"https://x.example/\"\nquery = \") <b>zqx</b>\"\n",
        "[[published]]\nurl = \"https://x.example/\"\nquery = \"?a\"\n",
        Error("dialect.toml:4:9: "),
    ),
    (
        "a published folder of markup",
        Dialect,
        "[[published]]\nfolder = \"<b>zqx</b>\"\nurl = \"https://x.example/\"\n",
        "[[published]]\nfolder = \"x\"\nurl = \"https://x.example/\"\n",
        Same,
    ),
    (
        "a base URL of two lines",
        Docs,
        "[service]\nbase-url = \"https://x.example/\\nzqx\"\n",
        "[service]\nbase-url = \"https://x.example/v1\"\n",
        Error("docwright.toml:3:12: "),
    ),
    (
        "a base URL of Rust",
        Docs,
        "[service]\nbase-url = \"https://x.example/\\\"); zqx(\"\n",
        "[service]\nbase-url = \"https://x.example/v1\"\n",
        Error("docwright.toml:3:12: "),
    ),
    (
        "a base URL that turns around",
        Docs,
        "[service]\nbase-url = \"https://x.example/\u{202e}zqx\"\n",
        "[service]\nbase-url = \"https://x.example/v1\"\n",
        Error("docwright.toml:3:12: "),
    ),
    (
        "a base URL of a dialect",
        Dialect,
        "service.base-url = \"https://x.example/`<b>zqx\"\n",
        "service.base-url = \"https://x.example/v1\"\n",
        Error("dialect.toml:2:20: "),
    ),
    (
        "a version of markup",
        Docs,
        "[service]\nversion = \"<b>zqx\"\n",
        "[service]\nversion = \"v1\"\n",
        Error("docwright.toml:3:11: "),
    ),
    (
        "a host of two lines",
        Docs,
        "[service]\nhosts = [\"x.example\\r\\nX: zqx\"]\n",
        "[service]\nhosts = [\"x.example\"]\n",
        Error("docwright.toml:3:10: "),
    ),
    (
        "a list in a member of Rust",
        Dialect,
        "service.list = \"a\\\"]; zqx(\"\n",
        "service.list = \"a\"\n",
        Error("dialect.toml:2:16: "),
    ),
    (
        "a list in a member of code without quotes",
        Dialect,
        "service.list = \"a;zqx()//\"\n",
        "service.list = \"azqx\"\n",
        Same,
    ),
    (
        "a token's header of two lines",
        Dialect,
        "service.token = \"X: a\\r\\nZqx: {token}\"\n",
        "service.token = \"X: a {token}\"\n",
        Error("dialect.toml:2:17: "),
    ),
    (
        "a token's parameter that ends its URL",
        Docs,
        "[service]\ntoken = \"?a=b&zqx={token}\"\n",
        "[service]\ntoken = \"?zqx={token}\"\n",
        Error("docwright.toml:3:9: "),
    ),
    (
        "a token behind Rust",
        Docs,
        "[service]\ntoken = \"X: \\\"; zqx() {token}\"\n",
        "[service]\ntoken = \"X: zqx {token}\"\n",
        Error("docwright.toml:3:9: "),
    ),
    (
        "a token behind words",
        Docs,
        "[service]\ntoken = \"X: zqx(); {token}\"\n",
        "[service]\ntoken = \"X: zqx {token}\"\n",
        Same,
    ),
    (
        "a cursor in a member of control characters",
        Dialect,
        "service.paging = { by = \"cursor\", member = \"a\\u001b[31m\", parameter = \"b\" }\n",
        "service.paging = { by = \"cursor\", member = \"a\", parameter = \"b\" }\n",
        Error("dialect.toml:2:44: "),
    ),
    (
        "a parameter of pages of markup",
        Dialect,
        "service.paging = { by = \"number\", parameter = \"<b>zqx\" }\n",
        "service.paging = { by = \"number\", parameter = \"zqx\" }\n",
        Error("dialect.toml:2:47: "),
    ),
    (
        "an end of pages in a header of two lines",
        Dialect,
        "service.paging = { by = \"number\", parameter = \"a\", end = \"b\\nzqx:\" }\n",
        "service.paging = { by = \"number\", parameter = \"a\", end = \"zqx:\" }\n",
        Error("dialect.toml:2:58: "),
    ),
    (
        "an error's code at a place that turns around",
        Dialect,
        "service.errors.code = \"a\u{202e}zqx\"\n",
        "service.errors.code = \"azqx\"\n",
        Error("dialect.toml:2:23: "),
    ),
    (
        "an error's words at a place of Rust",
        Docs,
        "[service.errors]\nmessage = [\"a\", \"r#x;zqx!()\"]\n",
        "[service.errors]\nmessage = [\"a\", \"rxzqx\"]\n",
        Same,
    ),
    (
        "a part of OData of commands",
        Docs,
        "[service]\nodata = [\"::error::zqx\"]\n",
        "[service]\nodata = [\"$select\"]\n",
        Error("docwright.toml:3:10: "),
    ),
    (
        "a name of two lines",
        Dialect,
        "name = \"a\\\"\\n[dependencies]\\nzqx = \\\"1\"\n",
        "name = \"a\"\n",
        Error("dialect.toml:2:8: "),
    ),
    ("a name of TOML", Dialect, "name = \"a\\\"] zqx = [\\\"b\"\n", "name = \"a zqx b\"\n", Same),
    ("a name that leaves its place", Dialect, "name = \"../../zqx\"\n", "name = \"zqx\"\n", Same),
    ("a name of Rust", Dialect, "name = \"a::{zqx()};//\"\n", "name = \"a zqx\"\n", Same),
    (
        "a namespace of Rust",
        Dialect,
        "default-namespace = \"a\\\";zqx()//\"\n",
        "default-namespace = \"a_zqx\"\n",
        Same,
    ),
    (
        "a namespace with blanks",
        Dialect,
        "default-namespace = \"a\\\"; zqx() //\"\n",
        "default-namespace = \"a_zqx\"\n",
        Error("dialect.toml:2:21: "),
    ),
    (
        "a namespace of markup",
        Dialect,
        "default-namespace = \"<b>zqx</b>`\"\n",
        "default-namespace = \"b_zqx_b\"\n",
        Same,
    ),
    (
        "a namespace of control characters",
        Dialect,
        "default-namespace = \"a\\u001b[31m\"\n",
        "default-namespace = \"a\"\n",
        Error("dialect.toml:2:21: "),
    ),
    ("a key of Rust", Dialect, "key = \"id\\\"zqx\"\n", "key = \"idzqx\"\n", Same),
    ("a sentinel of markup", Dialect, "sentinel = \"<b>zqx</b>\"\n", "sentinel = \"zqx\"\n", Same),
    (
        "a spelling of braces",
        Dialect,
        "titles = [\"{x} {y} {{}} resource type\"]\n",
        "titles = [\"{x} y resource type\"]\n",
        Error("dialect.toml:2:11: "),
    ),
    (
        "a spelling of two holes",
        Dialect,
        "titles = [\"{x} {x}\"]\n",
        "titles = [\"{x} y\"]\n",
        Error("dialect.toml:2:11: "),
    ),
    (
        "a spelling of control characters",
        Dialect,
        "untyped = [\"a\u{85}b\"]\n",
        "untyped = [\"ab\"]\n",
        Error("dialect.toml:2:12: "),
    ),
    (
        "derives of Rust",
        Docs,
        "derives = [\"Eq)] pub struct Zqx; #[derive(Eq\"]\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "a derive with arguments",
        Docs,
        "derives = [\"zqx::<{ zqx() }>::A\"]\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "a derive in several lines",
        Docs,
        "derives = [\"\"\"enum:* =\nstd::cmp::\nOrd\"\"\"]\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "a derive with a comment",
        Docs,
        "derives = [\"struct:*=zqx::/* ]zqx() */Zqx\"]\n",
        "derives = [\"struct:*=zqx::Zqx\"]\n",
        Same,
    ),
    (
        "a pattern of a derive of Rust",
        Docs,
        "derives = [\"type:*; zqx() */ = zqx::A\"]\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "a dependency of two lines",
        Docs,
        "dependencies = [\"\"\"a = '1'\nzqx = '1'\"\"\"]\n",
        "",
        Error("docwright.toml:2:17: "),
    ),
    (
        "a dependency of a stranger",
        Docs,
        "dependencies = [\"zqx = '1'\"]\n",
        "",
        Error("docwright.toml:2:17: "),
    ),
    (
        "an include root outside",
        Docs,
        "docs.include-roots = [\"../../outside\"]\n",
        "",
        Error("docwright.toml:2:23: "),
    ),
    (
        "an absolute include root",
        Docs,
        "docs.include-roots = [\"/etc\"]\n",
        "",
        Error("docwright.toml:2:23: "),
    ),
    (
        "a baseline outside",
        Docs,
        "baseline = \"../../outside/secret\"\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "an absolute baseline",
        Docs,
        "baseline = \"/etc/passwd\"\n",
        "",
        Error("docwright.toml:2:12: "),
    ),
    (
        "headers from outside",
        Dialect,
        "headers-from = \"../../outside/secret\"\n",
        "",
        Error("dialect.toml:2:16: "),
    ),
    (
        "headers from an absolute file",
        Dialect,
        "headers-from = \"/etc/passwd\"\n",
        "",
        Error("dialect.toml:2:16: "),
    ),
    (
        "an unknown key of commands",
        Docs,
        "\"::error title=zqx::\\u001b[31m\" = 1\n",
        "",
        Error("docwright.toml:2:1: "),
    ),
    (
        "a level of commands",
        Docs,
        "[levels]\n\"x\\n::error::zqx\" = \"warn\"\n",
        "",
        Error("docwright.toml:3:1: "),
    ),
    (
        "a pattern of many stars",
        Docs,
        "[[paths]]\nglob = \"*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\"\nlevels = {}\n",
        "",
        Same,
    ),
];
