//! Models in files: what strangers write there is read or refused, and neither hangs nor panics.

use super::{State, sample};
use docwright::diff::{Places, Side, diff};
use docwright::emit::model_json::emit_json_with_lines;
use docwright::model_file;
use serde_json::{Value, json};

/// Numbers as random as they need be, and always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// Every value of a document that is no object of many, by the way to it.
fn ways(value: &Value, way: &str, ways_found: &mut Vec<String>) {
    ways_found.push(way.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                ways(item, &format!("{way}/{index}"), ways_found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                ways(member, &format!("{way}/{name}"), ways_found);
            }
        }
        _ => {}
    }
}

#[test]
fn spoilt_models_are_read_or_refused() {
    let mut pages = sample();
    let few = ["user", "message", "mailtips", "driveitem", "enums", "entity", "outlookitem"];
    pages.retain(|path, _| few.iter().any(|it| path.contains(it)));
    let docs = State::of(&pages);
    let text = emit_json_with_lines(docs.model, &docs.docs.sources);
    let whole: Value = serde_json::from_str(&text).expect("it is JSON");
    let mut all = Vec::new();
    ways(&whole, "", &mut all);
    let odd = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("microsoft.graph.message"),
        json!("a\u{0}.../{x}'`\u{202e}"),
        json!("Self"),
        json!(true),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!("x".repeat(10_000)),
        json!("é/😀(1)"),
    ];
    let mut numbers = Numbers(1);
    let (mut n_read, mut n_refused) = (0, 0);
    for _ in 0..60 {
        let mut spoilt = whole.clone();
        for _ in 0..=numbers.below(2) {
            let way = &all[numbers.below(all.len())];
            let value = odd[numbers.below(odd.len())].clone();
            if let Some(it) = spoilt.pointer_mut(way).filter(|_| !way.is_empty()) {
                *it = value;
            }
        }
        let text = spoilt.to_string();
        match model_file::parse(&text) {
            Ok(file) => {
                n_read += 1;
                let side = Side::new(&file.model, Places::File(&file.pages));
                diff(&docs.side, &side);
                diff(&side, &docs.side);
            }
            Err(error) => {
                n_refused += 1;
                assert!(error.location(&text).is_some() || text.len() < 3, "{error}");
            }
        }
    }
    assert!(n_read > 5 && n_refused > 5, "{n_read} were read, {n_refused} refused");
}

/// A model with these types.
fn of_types(types: &[Value]) -> String {
    json!({"defaultNamespace": "a", "baseUrl": "", "types": types, "operations": []}).to_string()
}

fn told(text: &str) -> String {
    match model_file::parse(text) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn models_that_are_made_to_hurt_are_refused() {
    let ty = |name: String, base: Option<String>| json!({"name": name, "namespace": "a", "kind": "entity", "base": base, "properties": []});
    // Each derives from the next: more of them than a stack would hold.
    let chain: Vec<Value> =
        (0..20_000).map(|i| ty(format!("t{i}"), Some(format!("a.t{}", i + 1)))).collect();
    let end = [ty("t20000".to_owned(), None)];
    let chain = of_types(&[&chain[..], &end].concat());
    assert!(told(&chain).ends_with("it has more than 16 bases of a type"), "{}", told(&chain));
    let circle = [ty("x".into(), Some("a.y".into())), ty("y".into(), Some("a.x".into()))];
    assert_eq!(told(&of_types(&circle)), "types[0]: its bases lead back to it");
    let deep = format!("{{\"types\": {}", "[".repeat(1_000_000));
    assert_eq!(told(&deep), "it is no JSON: more than 64 JSON values within each other");
    let twice = [ty("x".into(), None), ty("x".into(), None)];
    assert_eq!(told(&of_types(&twice)), "types[1]: there is a type `a.x` already");
    let long = [ty("x".repeat(300), None)];
    assert_eq!(told(&of_types(&long)), "types[0]: its `name` has more than 256 letters");
    let wide = "a.".repeat(100);
    let wide = [json!({"name": "x", "namespace": wide, "kind": "enum"})];
    assert_eq!(told(&of_types(&wide)), "types[0]: it has more than 16 parts of a namespace");
}
