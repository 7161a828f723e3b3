//! What sentences below a heading of responses say is answered.

use super::operation;
use docwright::facts::ResponseFacts;

fn read(section: &str) -> ResponseFacts {
    operation(&format!("## Response\n{section}")).response
}

/// Statuses, the type with its own, and whether a place is spoken of.
#[track_caller]
fn check(section: &str, expected: &str) {
    let response = read(section);
    let statuses: Vec<_> = response.statuses.iter().map(|it| it.value.to_string()).collect();
    let ty = response.ty.map(|ty| {
        let names: Vec<_> = ty.mentions.iter().map(|it| it.name.as_str()).collect();
        let of = response.of_status.map(|it| format!("{it}: ")).unwrap_or_default();
        format!("{of}{}{}", names.join("|"), if ty.collection { "*" } else { "" })
    });
    let location = response.location.map(|_| "elsewhere".to_owned());
    let parts = [Some(statuses.join(",")), ty, location].into_iter().flatten();
    assert_eq!(parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn a_type_has_its_status() {
    check("Returns a `200 OK` response code and a [a](a.md) object.", "200 200: a");
    check(
        "Returns `204 No Content`. With the header it returns `200 OK` and the [a](a.md).",
        "204,200 200: a",
    );
    check(
        "Returns `200 OK` and an [a](a.md) in the body, else `204 No Content`.",
        "200,204 200: a",
    );
    check(
        "Returns `204 No Content`.\n\nOr `201 Created` and an [a](a.md) or [b](b.md) object.",
        "204,201 201: a|b",
    );
}

#[test]
fn statuses_in_words() {
    check("Returns `200 OK` and an [a](a.md), or 204 (No Content).", "200,204 200: a");
    check("Returns a `200 OK` response code with the [a](a.md).", "200 200: a");
    check("Returns `200 OK` and a [b](b.md) expanded with the [a](a.md).", "200 200: b");
    check("Returns `200 OK` and what counts for the [a](a.md).", "200");
    check("Returns a 302 redirect.", "302");
    check("Returns 302 things.", "");
}

#[test]
fn what_a_location_leads_to_is_not_answered() {
    check(
        "Returns `202 Accepted` and a `Location` header with the location of the [a](a.md).",
        "202 elsewhere",
    );
    check(
        "Returns `202 Accepted` and a link to the [a](a.md) in the `Operation-Location` header.",
        "202 elsewhere",
    );
    check("Returns `202 Accepted`, containing a link to the [a](a.md).", "202 elsewhere");
    check(
        "Returns `202 Accepted` with a Location: header pointing to an [a](a.md) resource.",
        "202 elsewhere",
    );
    check(
        "Returns `201 Created`, an [a](a.md) object, and a Location header.",
        "201 201: a elsewhere",
    );
    check(
        "Returns `200 OK` and a location header with a URI to the [a](a.md).\n\nThe body of the response contains the created [b](b.md).",
        "200 b elsewhere",
    );
    check("Returns `200 OK` and the [a](a.md) whose location is new.", "200 200: a");
}

#[test]
fn primitives_in_words() {
    check("Returns `200 OK` and a Boolean value `true` in the response body.", "200 200: Boolean");
    check(
        "Returns `200 OK`. If done, a `true` value is returned in the response body.",
        "200 200: Edm.Boolean",
    );
    check("Returns a boolean value in the response body.", "boolean");
    check("Returns `true` when it was done.", "Edm.Boolean");
    check("Returns `200 OK` and a string in the response body.", "200 200: string");
    check("Returns `200 OK` and a collection of strings in the response body.", "200 200: string*");
    check("Returns `200 OK` and a String collection.", "200 200: String*");
    check("Returns an Int32.", "Int32");
    check("Returns `200 OK` and `true` if done, `false` otherwise.", "200 200: Edm.Boolean");
    check("Returns **true** if done.", "Edm.Boolean");
    check("If `wide` is `true`, returns `200 OK`.", "200");
    check("Returns `200 OK` if `wide` is `true`.", "200");
    check("A Boolean is returned.", "Boolean");
    check(
        "This method returns a `200 OK` response code and a Boolean telling whether it is so.",
        "200 200: Boolean",
    );
    check("Returns `200 OK` and a number of things in the response body.", "200");
    check("Returns `200 OK` and a long list in the response body.", "200");
    check("Fails where the **open** property has a `false` value.", "");
    check("The Date header is returned.", "");
}
