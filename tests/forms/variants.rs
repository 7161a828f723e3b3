//! One small doc set in the ways that other authors' tools would have written it: the model stays.

use crate::chapter::compile;
use crate::chapter::describe::describe;
use docwright::config::Config;

const RESOURCE: &str = "---
title: \"thing resource type\"
---

# thing resource type

Namespace: microsoft.graph

Inherits from [base](base.md).

## Properties

| Property | Type | Description |
|:---------|:-----|:------------|
| name | String | The name. Required. |
| size | Int32 | The size. Read-only. |
| color | color | Possible values are: `red`, `blue`. |
| old names | String collection | Names of old. |
| others | [thing](thing.md) collection | The others. |

### color values

| Member | Value | Description |
|:-------|:------|:------------|
| red | 0 | Red. |
| blue | 1 | Blue. |

## Relationships

| Relationship | Type | Description |
|:-------------|:-----|:------------|
| parts | [thing](thing.md) collection | The parts. |
";

const BASE: &str = "# base resource type

## Properties

| Property | Type | Description |
|:---------|:-----|:------------|
| id | String | The key. |
";

const OPERATION: &str = "# List things

## Permissions

| Permission type | Permissions (from least to most privileged) |
|:----------------|:--------------------------------------------|
| Delegated (work or school account) | Thing.Read, Thing.Read.All |
| Application | Not supported. |

## HTTP request

```http
GET /things/{id}/parts
```

## Request headers

| Name | Description |
|:-----|:------------|
| Authorization | Bearer {token}. Required. |

## Response

If successful, this method returns a `200 OK` response code and a collection of [thing](../resources/thing.md) objects.

- one
- two

## Examples

### Request

```http
GET https://graph.microsoft.com/v1.0/things/1/parts
```

### Response

```http
HTTP/1.1 200 OK
Content-type: application/json

{\"value\": [{\"name\": \"x\"}]}
```
";

/// What a variant is, and how a page is rewritten.
type Variant = (&'static str, fn(&str) -> String);

/// Each changes at least one page.
const VARIANTS: &[Variant] = &[
    ("line ends of two characters", |page| page.replace('\n', "\r\n")),
    ("a byte order mark", |page| format!("\u{feff}{page}")),
    ("spaces at line ends", |page| page.replace('\n', "  \n")),
    ("tabs for spaces in rows", |page| page.replace(" | ", "\t|\t")),
    ("spaces in separators", |page| page.replace("|:", "|   :")),
    ("separators without colons", |page| page.replace("|:-", "|--")),
    ("short separators", |page| page.replace("--------", "-")),
    ("closed headings", |page| headings(page, |marks, text| format!("{marks} {text} {marks}"))),
    ("underlined headings", |page| {
        headings(page, |marks, text| match marks {
            "#" => format!("{text}\n===="),
            "##" => format!("{text}\n----"),
            _ => format!("{marks} {text}"),
        })
    }),
    ("headings one level down", |page| {
        headings(page, |marks, text| match marks {
            "#" => format!("{marks} {text}"),
            _ => format!("#{marks} {text}"),
        })
    }),
    ("every heading one level down", |page| {
        headings(page, |marks, text| format!("#{marks} {text}"))
    }),
    ("headings of one level", |page| {
        headings(page, |marks, text| match marks {
            "#" => format!("{marks} {text}"),
            _ => format!("## {text}"),
        })
    }),
    ("headings that end in a colon", |page| {
        headings(page, |marks, text| match marks {
            "#" => format!("{marks} {text}"),
            _ => format!("{marks} {text}:"),
        })
    }),
    ("numbered headings", |page| {
        headings(page, |marks, text| match marks {
            "##" => format!("{marks} 2. {text}"),
            _ => format!("{marks} {text}"),
        })
    }),
    ("bold headings", |page| headings(page, |marks, text| format!("{marks} **{text}**"))),
    ("headings in capitals", |page| {
        headings(page, |marks, text| match marks {
            "##" => format!("{marks} {}", text.to_uppercase()),
            _ => format!("{marks} {text}"),
        })
    }),
    ("no-break spaces in headings and cells", |page| {
        let page = headings(page, |marks, text| format!("{marks} {}", text.replace(' ', "\u{a0}")));
        page.replace(" | ", "\u{a0}|\u{a0}").replace(" collection", "\u{a0}collection")
    }),
    ("bullets of stars", |page| page.replace("\n- ", "\n* ")),
    ("bold header cells", |page| rows(page, |cell| format!("**{cell}**"), str::to_owned)),
    ("code in header cells", |page| rows(page, |cell| format!("`{cell}`"), str::to_owned)),
    ("names and types as code", |page| {
        rows(page, str::to_owned, |cell| match cell {
            "name" | "size" | "color" | "others" | "parts" | "red" | "blue" | "String"
            | "Int32" => {
                format!("`{cell}`")
            }
            _ => cell.replace("[thing]", "[`thing`]"),
        })
    }),
    ("no outer pipes", |page| {
        let strip = |line: &str| line.trim_matches(['|', ' ']).to_owned();
        lines(page, |line| if line.starts_with('|') { strip(line) } else { line.to_owned() })
    }),
    ("indented rows", |page| page.replace("\n|", "\n  |")),
    ("types before names", |page| {
        lines(page, |line| match line.split('|').collect::<Vec<_>>().as_slice() {
            // Only rows of three cells have types, and the members of an enum have none.
            ["", first, second, third, ""] if !second.trim().chars().all(|c| c.is_numeric()) => {
                match second.trim() {
                    "Value" => line.to_owned(),
                    _ => format!("|{second}|{first}|{third}|"),
                }
            }
            _ => line.to_owned(),
        })
    }),
    ("fences of tildes", |page| page.replace("```", "~~~")),
    ("spaces before a fence's language", |page| page.replace("```http", "``` http")),
    ("a fence's language in capitals", |page| page.replace("```http", "```HTTP")),
    ("no blank lines before tables", |page| page.replace("\n\n|", "\n|")),
    ("no front matter", |page| page.replace("---\ntitle: \"thing resource type\"\n---\n\n", "")),
    ("links with a dot, without an ending", |page| {
        page.replace("(thing.md)", "(./thing)").replace("(base.md)", "(./base)")
    }),
    ("qualified names of primitives", |page| page.replace("| String |", "| Edm.String |")),
    ("entities for spaces", |page| page.replace(" collection |", "&nbsp;collection |")),
];

#[test]
fn the_model_does_not_depend_on_how_pages_are_written() {
    let pages = [
        ("resources/thing.md", RESOURCE),
        ("resources/base.md", BASE),
        ("api/thing-list.md", OPERATION),
    ];
    let read = |rewrite: fn(&str) -> String| {
        let pages = pages.map(|(path, text)| (path.to_owned(), rewrite(text)));
        describe(&compile(pages.into(), &Config::default()).1.model)
    };
    let expected = read(str::to_owned);
    assert!(expected.contains("list GET /things/{id}/parts"), "{expected}");
    let mut failures = Vec::new();
    for (name, rewrite) in VARIANTS {
        assert!(pages.iter().any(|(_, text)| rewrite(text) != *text), "{name} changes no page");
        let found = read(*rewrite);
        if found != expected {
            failures.push(format!("{name}\n{found}"));
        }
    }
    assert!(failures.is_empty(), "expected\n{expected}\n\n{}", failures.join("\n"));
}

fn lines(page: &str, rewrite: impl Fn(&str) -> String) -> String {
    page.lines().map(|line| rewrite(line) + "\n").collect()
}

fn headings(page: &str, rewrite: fn(&str, &str) -> String) -> String {
    lines(page, |line| match line.split_once(' ') {
        Some((marks, text)) if marks.starts_with('#') => rewrite(marks, text),
        _ => line.to_owned(),
    })
}

/// Rewrites the cells of header rows and of the others. Separators stay.
fn rows(page: &str, header: fn(&str) -> String, cell: fn(&str) -> String) -> String {
    let all: Vec<&str> = page.lines().collect();
    let mut out = String::new();
    for (index, line) in all.iter().enumerate() {
        let is_header = all.get(index + 1).is_some_and(|next| next.starts_with("|:"));
        if line.starts_with('|') && !line.starts_with("|:") {
            let cells = line.trim_matches('|').split('|').map(str::trim);
            let cells: Vec<String> = cells.map(if is_header { header } else { cell }).collect();
            out += &format!("|{}|\n", cells.join("|"));
        } else {
            out += &format!("{line}\n");
        }
    }
    out
}
