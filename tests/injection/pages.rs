//! The hostile pages: what a stranger puts where, and the harmless text that its twin has there.
//!
//! Each case is two pages, a resource and an operation, with the text in one of their slots. Where names are made of the text
//! its twin has the same words.

/// A case: its name, the slot, the hostile text, the twin's.
pub(crate) type Case = (&'static str, &'static str, &'static str, &'static str);

const RESOURCE: &str = "---
title: \"{front}\"
doc_type: resourcePageType
---

# thing{n} resource type

Namespace: microsoft.graph

{intro}

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|The key.|
|{property}|{type}|{description}|
|colour|[colour{n}](#colour{n}-values)|The colour.|

### colour{n} values

|Member|Value|Description|
|:---|:---|:---|
|{member}|0|{member-description}|
|blue|1|Blue.|
";

const OPERATION: &str = "---
title: \"Run thing{n}\"
doc_type: apiPageType
---

# {title}

{summary}

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|{caller}|{permission}|

## HTTP request

```http
POST /things{n}/{id}/{segment}{query}
```

## Optional query parameters

|Name|Type|Description|
|:---|:---|:---|
|depth|Int32|{query-description}|

## Request headers

|Header|Value|
|:---|:---|
|{header}|{header-description}|

## Request body

In the request body, supply a JSON object with the following parameters.

|Parameter|Type|Description|
|:---|:---|:---|
|{parameter}|String|{parameter-description}|

## Response

If successful, this method returns a `200 OK` response code and a [thing{n}](../resources/thing{n}.md) object in the response body.
{response}

## Example

```http
POST https://graph.microsoft.com/v1.0/things{n}/{key}/run{n}
Content-Type: application/json

{ \"note\": \"{sent}\" }
```

<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.thing{n}\" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ \"id\": \"{answered}\" }
```
";

/// What stands in the slots of a page that is not attacked.
const USUAL: &[(&str, &str)] = &[
    ("front", "thing resource type"),
    ("intro", "A thing."),
    ("property", "size"),
    ("type", "Int32"),
    ("description", "How large."),
    ("member", "red"),
    ("member-description", "Red."),
    ("title", "thing{n}: run"),
    ("summary", "Runs a thing."),
    ("caller", "Application"),
    ("permission", "Thing.Run"),
    ("segment", "run{n}"),
    ("query", ""),
    ("query-description", "How deep."),
    ("header", "Prefer"),
    ("header-description", "What comes back."),
    ("parameter", "note"),
    ("parameter-description", "A note."),
    ("response", ""),
    ("key", "a-b"),
    ("sent", "hello"),
    ("answered", "a-b"),
];

/// The files of one case, with a text in a slot.
pub(crate) fn files(n: usize, slot: &str, text: &str) -> Vec<(String, String)> {
    assert!(USUAL.iter().any(|(known, _)| *known == slot), "there is no slot {slot}");
    let page = |template: &str| {
        let mut page = template.to_owned();
        for (known, usual) in USUAL {
            let text = if *known == slot { text } else { usual };
            page = page.replace(&format!("{{{known}}}"), text);
        }
        page.replace("{n}", &n.to_string())
    };
    vec![
        (format!("resources/thing{n}.md"), page(RESOURCE)),
        (format!("api/thing{n}-run.md"), page(OPERATION)),
    ]
}

/// Every case.
pub(crate) const CASES: &[Case] = &[
    // Markdown that would become markup of a doc comment.
    (
        "fence in a paragraph",
        "intro",
        "A thing.\n\n```\nzqx();\n```\n\n~~~rust\nzqx();\n~~~",
        "A thing.",
    ),
    (
        "a fence of Rust that writes a file",
        "intro",
        "A thing.\n\n```\nstd::fs::write(\"zqx\", \"\").unwrap();\n```\n\n~~~rust,should_panic\nstd::fs::write(\"zqx\", \"\").unwrap(); panic!();\n~~~",
        "A thing.",
    ),
    (
        "indented Rust that writes a file",
        "summary",
        "Runs.\n\n    std::fs::write(\"zqx\", \"\").unwrap();\n\n\tstd::fs::write(\"zqx\", \"\").unwrap();",
        "Runs a thing.",
    ),
    (
        "broken lines of Rust that writes a file",
        "parameter-description",
        "A note.<br><br>```<br>std::fs::write(\"zqx\", \"\").unwrap();<br>```\u{2028}```\u{2028}std::fs::write(\"zqx\", \"\").unwrap();\u{2028}```",
        "A note.",
    ),
    (
        "an example that ends itself",
        "key",
        "x\").get(); std::fs::write(\"zqx\",\"\").unwrap(); client.me(\"",
        "a-b",
    ),
    (
        "an example's segment of Rust",
        "parameter",
        "note: { std::fs::write(\"zqx\", \"\").unwrap(); }",
        "note: std fs write zqx unwrap",
    ),
    ("fence in one line", "description", "```rust zqx() ```", "How large."),
    ("tilde fence in a cell", "description", "~~~ zqx() ~~~", "How large."),
    ("open fence in a cell", "description", "```", "How large."),
    ("indented code", "intro", "A thing.\n\n    zqx();\n\n\tzqx();", "A thing."),
    ("indented code behind a tab", "description", "\t    zqx();", "How large."),
    ("a script", "description", "<script>zqx()</script>", "How large."),
    ("an image that fails", "intro", "A thing. <img src=x onerror=zqx()>", "A thing."),
    ("an image", "description", "![zqx](https://x.example/zqx.png)", "How large."),
    (
        "an HTML block",
        "summary",
        "Runs.\n\n<div onclick=\"zqx()\">\n\nx\n\n</div>",
        "Runs a thing.",
    ),
    ("HTML around lines", "summary", "Runs <b\nonmouseover=zqx()>it</b>.", "Runs a thing."),
    ("a comment that does not end", "description", "<!-- zqx", "How large."),
    ("a link to a script", "description", "[x](javascript:zqx())", "How large."),
    ("an automatic link to a script", "description", "<javascript:zqx()>", "How large."),
    ("a definition of a link", "intro", "A [x].\n\n[x]: javascript:zqx()", "A thing."),
    ("a definition in a cell", "description", "[size]: javascript:zqx()", "How large."),
    (
        "a link to an item",
        "description",
        "[std::env] and [`std::fs`] [x][std::process]",
        "How large.",
    ),
    ("a footnote", "intro", "A thing[^1].\n\n[^1]: <b>zqx</b>", "A thing."),
    ("a table", "summary", "Runs.\n\na | b\n--|--\n<i>zqx</i> | c", "Runs a thing."),
    ("a heading", "description", "# zqx", "How large."),
    ("an underlined heading", "summary", "Runs zqx\n===", "Runs a thing."),
    ("a quote", "description", "> zqx", "How large."),
    ("a list", "description", "- zqx <br> 1. zqx", "How large."),
    ("a rule", "description", "--- *** ___", "How large."),
    (
        "entities",
        "description",
        "&lt;script&gt; &#60;b&#62; &NewLine;&NewLine;```zqx",
        "How large.",
    ),
    (
        "a URL with markup",
        "description",
        "https://x.example/<b>zqx)](javascript:zqx)",
        "How large.",
    ),
    (
        "a URL that ends a link",
        "description",
        "see https://x.example/a>b`c and <https://x.example/ zqx>",
        "How large.",
    ),
    (
        "a URL with entities",
        "description",
        "https://x.example/&lt;b&gt;zqx&NewLine;&#96;&#41; and https://x.example/](zqx)",
        "How large.",
    ),
    (
        "a link with a title",
        "summary",
        "[x](https://x.example \"<b>zqx</b>\") and [y](<https://x.example/ onclick=zqx>)",
        "Runs a thing.",
    ),
    (
        "a caller with code and a loose backtick",
        "caller",
        "`` a`b `` ` \\` <b>zqx</b> ``",
        "Application",
    ),
    ("a header with a backtick", "header", "X-`a<b>zqx", "X-a-b-zqx"),
    ("a loose backtick", "description", "a ` b <b>zqx</b> `` c", "How large."),
    ("a code span of backticks", "description", "`` ` <b>zqx</b> `` and `<b>zqx</b>", "How large."),
    (
        "a backslash before markup",
        "description",
        "\\<b>zqx</b> \\\\<b>zqx</b> \\`<b>zqx</b>`",
        "How large.",
    ),
    (
        "a backslash at the end",
        "description",
        "It is long and long and long and long and long and long and long and long and long and longer \\ zqx \\",
        "How large.",
    ),
    ("code that is shown", "description", "`#[doc = include_str!(\"/etc/passwd\")]`", "How large."),
    // Rust that would end a comment, a literal or an attribute.
    ("the end of a comment", "description", "*/ fn zqx() {} /*", "How large."),
    ("the end of an attribute", "description", "\"] fn zqx() {} #[doc = \"", "How large."),
    ("an included file", "summary", "#![doc = include_str!(\"/etc/passwd\")]", "Runs a thing."),
    ("raw strings", "sent", "\\\"#; zqx(); r#\\\"\\\"##", "hello"),
    ("the end of a raw string", "answered", "\\\"##########; zqx();", "a-b"),
    ("braces of a format", "description", "{zqx} {0} {} }}{{ {", "How large."),
    ("a macro's dollar", "description", "$crate::zqx!() $($x)*", "How large."),
    // Line breaks of every kind.
    ("a carriage return", "description", "How large.\rzqx();", "How large."),
    (
        "other line breaks",
        "description",
        "How\u{b}large\u{c}and\u{85}```\u{2028}zqx\u{2029}```",
        "How large.",
    ),
    (
        "line breaks in the front matter",
        "front",
        "x\\n\\n```\\nzqx\"\r- \"zqx",
        "thing resource type",
    ),
    (
        "nothing but control characters",
        "description",
        "\u{0}\u{1}\u{1b}[31mzqx\u{9b}2J\u{7f}",
        "How large.",
    ),
    ("text that turns around", "intro", "A \u{202e}zqx\u{2066}\u{200f}\u{61c} thing.", "A thing."),
    ("text without width", "description", "How\u{200b} \u{feff}large\u{2060}\u{ad}.", "How large."),
    ("a very long line", "description", LONG, "How large."),
    // Names and other short texts.
    ("a property of Rust", "property", "no\"te();//", "noTe"),
    ("a property of markup", "property", "<b>zqx</b>", "zqx"),
    ("a property of brackets", "property", "zqx](x)`b", "zqx"),
    ("a type of markup", "type", "<b>zqx</b>", "zqx"),
    ("a member named like a fence", "member", "```no_run", "no_run"),
    ("a member that ends a literal", "member", "a\"=>{},_=>zqx()", "a zqx"),
    ("a member of backticks", "member-description", "`` <b>zqx` ``` </b>", "Red."),
    ("a title of markup", "title", "thing{n}: `<b>zqx</b>` [x](javascript:zqx)", "thing{n}: run"),
    ("a caller with a loose backtick", "caller", "App ` <b>zqx</b>", "Application"),
    ("a permission of markup", "permission", "<b>zqx</b> Thing.Run", "Thing.Run"),
    (
        "a permission that ends a literal",
        "permission",
        "Thing.Run\";<br>\\n\\&#10;zqx: zqx\\",
        "Thing.Run",
    ),
    ("a caller that is a command", "caller", "::error title=zqx::x ##[error]zqx", "Application"),
    ("a segment of markup", "segment", "<b>zqx", "{b}zqx"),
    ("a segment of Rust", "segment", "\"zqx\"#", "zqx"),
    ("a query of Rust", "query", "?a=\"zqx\"&b=<b>", "?a=1&b={b}"),
    ("a header that injects one", "header", "Prefer\r\nX: zqx", "Prefer"),
    ("a header of markup", "header-description", "<b>zqx</b> ` ``", "What comes back."),
    ("a parameter of Rust", "parameter", "note\"#zqx", "noteZqx"),
    (
        "a parameter of markup",
        "parameter-description",
        "``` <b>zqx</b> [x](javascript:x)",
        "A note.",
    ),
    (
        "a query parameter of markup",
        "query-description",
        "</code><script>zqx()</script>",
        "How deep.",
    ),
    ("a path that leaves its place", "segment", "..%2f..%2fzqx", "2f.2fzqx"),
    ("an id that leaves its place", "key", "..%2f..%2f%22zqx", "a-b"),
    ("an include of a secret", "response", "[!INCLUDE [x](../../../../../etc/passwd)]", ""),
];

/// Longer than a line of anything.
const LONG: &str = "0123456789<b>`[0123456789](0123456789)0123456789\
0123456789<b>`[0123456789](0123456789)01234567890123456789<b>`[0123456789](0123456789)0123456789\
0123456789<b>`[0123456789](0123456789)01234567890123456789<b>`[0123456789](0123456789)0123456789";
