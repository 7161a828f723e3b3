//! Selections: what is chosen, what that needs, why, and what stays the same whatever is chosen.

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::rust::{RustEmitter, public_names};
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::pipeline::{self, Compilation};
use docwright::select::Selection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn compile(docs: &Path) -> Compilation {
    let docs = DocSet::read(docs).expect("the docs are there");
    pipeline::compile(&docs, &Config::default())
}

fn sample() -> Compilation {
    compile(&root().join("docs-input"))
}

fn made_up() -> Compilation {
    compile(&root().join("tests/select"))
}

fn selection(include: &[&str], exclude: &[&str], expand: &[&str]) -> Selection {
    let owned = |texts: &[&str]| texts.iter().map(|&it| it.to_owned()).collect();
    Selection {
        include: owned(include),
        exclude: owned(exclude),
        expand: owned(expand),
        ..Selection::default()
    }
}

/// What is there and why, a line each, without the namespace of types.
fn explained(mut compilation: Compilation, selection: &Selection) -> String {
    let chosen = match compilation.choose(selection) {
        Ok(chosen) => chosen,
        Err(error) => return format!("{error}\n{}", error.help.as_deref().unwrap_or_default()),
    };
    let lines = chosen.explain(&compilation.model);
    let lines = lines.iter().map(|[what, why]| {
        let what = what.strip_prefix("microsoft.graph.").unwrap_or(what);
        format!("{what}: {why}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn included(include: &[&str]) -> String {
    explained(made_up(), &selection(include, &[], &[]))
}

/// The operations that are there.
fn operations(include: &[&str], exclude: &[&str]) -> Vec<String> {
    let explained = explained(made_up(), &selection(include, exclude, &[]));
    let things = explained.lines().map(|line| line.split(": ").next().unwrap_or_default());
    things.filter(|it| it.contains(" /")).map(str::to_owned).collect()
}

fn files(compilation: &Compilation) -> BTreeMap<String, String> {
    let options = EmitOptions {
        name: "some".into(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    RustEmitter.emit(&compilation.model, &options).files
}

#[test]
fn what_is_needed_follows_structural_properties() {
    insta::assert_snapshot!(included(&["GET /orders/{number}"]), @"
    GET /orders/{order-id}: `GET /orders/{number}`
    giftOrder: an example of GET /orders/{order-id} shows it
    order: GET /orders/{order-id} answers it
    orderLine: property `lines` of `order`
    orderState: property `state` of `order`
    taxRule: property `tax` of `orderLine`
    ");
}

#[test]
fn a_relationship_is_a_field_where_it_is_named() {
    let selection = selection(&["GET /orders/{id}"], &[], &["order.customer"]);
    insta::assert_snapshot!(explained(made_up(), &selection), @"
    GET /orders/{order-id}: `GET /orders/{id}`
    address: property `address` of `customer`
    customer: expand `order.customer`: relationship `customer` of `order`
    giftOrder: an example of GET /orders/{order-id} shows it
    order: GET /orders/{order-id} answers it
    orderLine: property `lines` of `order`
    orderState: property `state` of `order`
    taxRule: property `tax` of `orderLine`
    ");
}

#[test]
fn what_has_no_field_is_told_by_its_type() {
    let mut compilation = made_up();
    compilation.choose(&selection(&["GET /orders/{id}"], &[], &[])).expect("it is there");
    let files = files(&compilation);
    let order = &files["src/models/order.rs"];
    assert!(!order.contains("pub customer"), "{order}");
    insta::assert_snapshot!(order.lines().filter(|it| it.starts_with("///")).collect::<Vec<_>>().join("\n"), @r#"
    /// `microsoft.graph.order`
    ///
    /// In `extra`, since this client leaves their types out: `customer`. With
    /// `expand = ["order.customer"]` the relationship is a field.
    ///
    /// Page:
    /// [`resources/order.md`](https://learn.microsoft.com/graph/api/resources/order?view=graph-rest-1.0)
    "#);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(!names.contains(&"src/models/customer.rs"), "{names:?}");
    assert!(files["tests/examples/orders.rs"].contains("api/order-get.md"));
    assert!(!files["tests/examples/orders.rs"].contains("api/order-list.md"));
}

#[test]
fn forms_of_selectors() {
    let all = operations(&["/**"], &[]);
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!(operations(&["/Orders"], &[]), ["GET /orders", "POST /orders"]);
    assert_eq!(operations(&["post /orders"], &[]), ["POST /orders"]);
    assert_eq!(operations(&["GET,DELETE /orders/{any name}"], &[]), ["GET /orders/{order-id}"]);
    assert_eq!(
        operations(&["* /orders/{x}/**"], &[]),
        ["GET /orders/{order-id}", "POST /orders/{id}/cancel"]
    );
    assert_eq!(operations(&["/orders/*/cancel"], &[]), ["POST /orders/{id}/cancel"]);
    let between = "GET /orders/between(start={start},end={end})";
    assert_eq!(operations(&["/orders/between"], &[]), [between]);
    assert_eq!(operations(&["/orders/between(start={a},end={b})"], &[]), [between]);
    assert_eq!(operations(&["page:api/order-l*.md"], &[]), ["GET /orders"]);
    assert_eq!(operations(&["type:customer"], &[]), Vec::<String>::new());
    assert_eq!(
        operations(&["/orders/**"], &["POST /**", "page:api/order-between.md"]),
        ["GET /orders", "GET /orders/{order-id}"]
    );
    assert_eq!(operations(&[], &["/orders/**"]), ["GET /customers/{id}"]);
}

#[test]
fn what_a_caller_may_call_who_holds_permissions() {
    let held = |names: &[&str]| operations(names, &[]);
    assert_eq!(held(&["permission:Orders.Read"]), ["GET /orders", "GET /orders/{order-id}"]);
    // The wider permission is listed behind the least one.
    assert_eq!(
        held(&["permission:Orders.ReadWrite"]),
        ["GET /orders", "POST /orders", "GET /orders/{order-id}"]
    );
    assert_eq!(held(&["permission:application:Orders.Read"]), ["GET /orders"]);
    assert_eq!(
        held(&["permission:delegated:orders.read"]),
        ["GET /orders", "GET /orders/{order-id}"]
    );
    // One operation needs two at once.
    assert_eq!(
        held(&["permission:Orders.Read", "permission:Customers.Read"]),
        [
            "GET /customers/{id}",
            "GET /orders",
            "GET /orders/{order-id}",
            "POST /orders/{id}/cancel"
        ]
    );
    assert_eq!(held(&["permission:Orders.*"]).len(), 3);
}

#[test]
fn a_type_brings_what_it_needs_and_derived_types_where_named() {
    insta::assert_snapshot!(included(&["type:express*"]), @"
    expressOrder: `type:express*`
    order: base of `expressOrder`
    orderLine: property `lines` of `order`
    orderState: property `state` of `order`
    taxRule: property `tax` of `orderLine`
    ");
}

#[test]
fn what_matches_nothing_is_answered_with_what_would() {
    let wrong = |list: &str, text: &str| {
        let lists =
            ["include", "exclude", "expand"].map(|it| if it == list { vec![text] } else { vec![] });
        let [include, exclude, expand] = &lists;
        explained(made_up(), &selection(include, exclude, expand)).replace('\n', "; ")
    };
    let told = [
        wrong("include", "/orders/{id}/cancle"),
        wrong("include", "/ordres/**"),
        wrong("include", "/orders/4711"),
        wrong("include", "PATCH /orders"),
        wrong("include", "/nothing/like/it"),
        wrong("exclude", "type:ordr"),
        wrong("include", "page:api/order_list.md"),
        wrong("include", "page:order-list.md"),
        wrong("include", "permission:Order.Read"),
        wrong("include", "permission:robot:Orders.Read"),
        wrong("include", "permission:application:Customers.Read"),
        wrong("include", "permission:Cancellations.Write"),
        wrong("include", "orders"),
        wrong("expand", "order"),
        wrong("expand", "order.custmer"),
        wrong("expand", "order.lines"),
        wrong("expand", "ordr.customer"),
        wrong("exclude", "type:cancelReason"),
        wrong("exclude", "type:order"),
        explained(made_up(), &selection(&["type:address"], &["type:a*"], &[])).replace('\n', "; "),
        explained(made_up(), &selection(&["/customers/**"], &[], &["order.customer"]))
            .replace('\n', "; "),
    ];
    insta::assert_snapshot!(told.join("\n"), @"
    include `/orders/{id}/cancle`: no operation has such a method and path; did you mean `/orders/{id}/cancel`?
    include `/ordres/**`: no operation has such a method and path; did you mean `/orders/**`?
    include `/orders/4711`: no operation has such a method and path; did you mean `/orders/{id}`?
    include `PATCH /orders`: no operation has such a method and path; the docs have `GET /orders` and `POST /orders`
    include `/nothing/like/it`: no operation has such a method and path; `docwright list operations` lists them
    exclude `type:ordr`: the docs have no such type; did you mean `type:order`?
    include `page:api/order_list.md`: no operation and no type is of such a page; did you mean `page:api/order-list.md`?
    include `page:order-list.md`: no operation and no type is of such a page; did you mean `page:api/order-list.md`?
    include `permission:Order.Read`: no page names this permission; did you mean `permission:Orders.Read`?
    include `permission:robot:Orders.Read`: no page has a row for callers of the kind `robot`; the docs know `application` and `delegated`
    include `permission:application:Customers.Read`: no page names this permission for `application`; they name `permission:delegated:Customers.Read`
    include `permission:Cancellations.Write`: no operation can be called with it alone; hold it with `permission:Orders.Read`
    include `orders`: it is no selector; for a path write `/orders`, for a type `type:orders`
    expand `order`: it names no relationship; write a type and its relationship: `order.customer`, or `order.*` for all
    expand `order.custmer`: the type has no such relationship; did you mean `order.customer`?
    expand `order.lines`: this property is always there; only relationships are followed; leave it out
    expand `ordr.customer`: the docs have no such type; did you mean the type `order`?
    exclude `type:cancelReason`: it leaves out `cancelReason`, which `POST /orders/{id}/cancel` takes or answers; exclude `POST /orders/{id}/cancel` as well, or keep the type
    exclude `type:order`: it leaves out `order`, which `GET /orders` takes or answers; exclude `GET /orders` as well, or keep the type
    exclude `type:a*`: nothing is left; 
    expand `order.customer`: its type is not in the client; include an operation that answers it, or the type itself: `type:order`
    ");
}

#[test]
fn a_property_whose_type_is_excluded_stays_in_extra() {
    let mut compilation = made_up();
    compilation.choose(&selection(&[], &["type:orderLine"], &[])).expect("it can be left out");
    let files = files(&compilation);
    assert!(!files.contains_key("src/models/order_line.rs"));
    let order = &files["src/models/order.rs"];
    assert!(order.contains("/// In `extra`, since this client leaves their types out: `lines`."));
    assert!(order.contains("pub customer: Option<Indirect<Customer>>"), "{order}");
}

#[test]
fn everything_by_name_is_everything() {
    let whole = files(&sample());
    let mut compilation = sample();
    compilation.choose(&selection(&["/**", "type:*"], &[], &[])).expect("all is there");
    assert_eq!(files(&compilation), whole);
}

#[test]
fn names_do_not_depend_on_what_is_chosen() {
    let mut compilation = sample();
    let whole = public_names(&compilation.model);
    let lines: Vec<String> = compilation
        .model
        .operations
        .iter()
        .map(|it| format!("{} {}", it.method.as_str(), it.path))
        .collect();
    for line in &lines {
        compilation.choose(&selection(&[line], &[], &[])).expect("it is there");
        let names = public_names(&compilation.model);
        assert!(names.len() > 2 && names.len() < whole.len(), "{line}: {} names", names.len());
        let other: Vec<_> =
            names.iter().filter(|(thing, name)| whole.get(*thing) != Some(name)).collect();
        assert!(other.is_empty(), "{line}: {other:?}");
    }
}

#[test]
fn what_is_emitted_names_nothing_that_is_left_out() {
    let mut compilation = sample();
    let whole: BTreeSet<String> = files(&compilation).into_keys().collect();
    compilation.choose(&selection(&["/me/messages"], &[], &[])).expect("it is there");
    let chosen = files(&compilation);
    let part: BTreeSet<String> = chosen.keys().cloned().collect();
    assert!(part.len() < whole.len());
    let is_model = |file: &&String| file.starts_with("src/models/");
    for file in whole.difference(&part).filter(is_model) {
        let ty = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        let module = format!("mod {ty};");
        assert!(!chosen["src/models/mod.rs"].contains(&module), "{module}");
    }
}
