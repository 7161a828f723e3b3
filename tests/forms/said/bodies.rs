//! What sentences below a heading of request bodies say is sent.

use super::operation;
use docwright::facts::BodyFacts;

fn read(section: &str) -> BodyFacts {
    operation(&format!("## Request body\n{section}")).body
}

#[track_caller]
fn check(section: &str, expected: &str) {
    let body = read(section);
    let ty = body.ty.map(|ty| {
        let names: Vec<_> = ty.mentions.iter().map(|it| it.name.as_str()).collect();
        format!("{}{}", names.join("|"), if ty.collection { "*" } else { "" })
    });
    let wrapper = body.wrapper.map(|it| format!("in {}", it.value));
    let none = body.none.map(|_| "none".to_owned());
    let shown: Vec<String> = [none, wrapper, ty].into_iter().flatten().collect();
    assert_eq!(shown.join(" "), expected);
}

#[test]
fn one_type_or_another() {
    check("Supply a JSON representation of a [a](a.md) or [b](b.md) object.", "a|b");
    check("Supply a [a](a.md), or [b](b.md).", "a|b");
    check("Provide an [a](a.md) object or a [b](b.md) object.", "a|b");
    check("Provide a collection of [a](a.md) and/or [b](b.md) objects.", "a|b*");
    check("Provide an [a](a.md) and a [b](b.md).", "a");
    check("Provide an [a](a.md), a [b](b.md), or a [c](c.md).", "a|b|c");
    check("Provide an [a](a.md), or a new [b](b.md) object.", "a|b");
    check("Provide an object of type [a](a.md) or of type [b](b.md).", "a|b");
    check("Provide one of the following: [a](a.md), [b](b.md).", "a|b");
    check("Provide an [a](a.md), [b](b.md).", "a");
    check("Provide an [a](a.md) **or** [b](b.md).", "a|b");
    check("Provide an [a](a.md)/[b](b.md) object.", "a|b");
    check("Provide the **a** or **b** object.", "a|b");
    check("Provide a collection of [a](a.md) and [b](b.md) objects.", "a|b*");
    check("Provide a collection of [a](a.md) objects and a [b](b.md).", "a*");
    check("Provide an [a](a.md) that holds a [b](b.md) or not.", "a");
}

#[test]
fn a_type_alone() {
    check("A [a](a.md).", "a");
    check("[a](a.md) object.", "a");
    check("A new [a](a.md) object", "a");
    check("A collection of [a](a.md) objects.", "a*");
    check("A [a](a.md) is sent elsewhere.", "");
    check("Whatever fits the [a](a.md).", "");
    check("A [a](https://a.example/a).", "");
}

#[test]
fn the_name_of_what_a_table_describes() {
    check("Provide an optional `keyInfo` object with the following properties.", "in keyInfo");
    check("Provide a **keyInfo** object that has the following properties:", "in keyInfo keyInfo");
    check("Send the `keyInfo` object, with the following fields.", "in keyInfo");
    check("Provide a JSON object with the following properties.", "");
    check("Set `kind` of the object with the following properties.", "");
    check("Supply `keyInfo`, an object with the following properties.", "in keyInfo");
    check("Send the `keyInfo` property, a JSON object with these properties.", "in keyInfo");
    check("Provide a JSON object `keyInfo` with the following properties.", "in keyInfo");
    check("Provide a `keyInfo` parameter with the following properties.", "in keyInfo");
    check("Find it by `id` with the following properties.", "");
}

#[test]
fn nothing_is_sent() {
    check("This method does not require a request body.", "none");
    check("This API doesn't require any request body.", "none");
    check("No request body is required.", "none");
    check("Empty.", "none");
    check("None", "none");
    check("A request body isn't needed for this call.", "none");
    check("The request has no body.", "none");
    check("Do not send a body.", "none");
    check("None required.", "none");
    check("If no request body is sent, all are.", "");
    check("The request body is not empty.", "");
    check("None of the properties must be given.", "");
}
