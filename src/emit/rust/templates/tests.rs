//! Text is laid out as its tokens would be, whatever its length: filling a template compares that by itself.

use super::*;
use crate::emit::rust::rustdoc::Rustdoc;

/// Names of all lengths around a line, each with short and long ones beside it.
fn names() -> impl Iterator<Item = [Code; 3]> {
    let name = |n: usize| Code::of("n".repeat(n));
    let others = [(1, 1), (1, 30), (7, 60), (30, 7), (60, 1), (60, 60)];
    others.into_iter().flat_map(move |(a, b)| (1..100).map(move |n| [name(n), name(a), name(b)]))
}

#[test]
fn fields_and_their_handles() {
    for [name, item, wire] in names() {
        let (ty, wire) = (code!(Type [item] { Vec<#item> }), wire.to_string());
        let rustdoc = Rustdoc::new().line(name.to_string());
        lines!(Member [rustdoc, name, ty, wire] {
            #rustdoc pub const #name: Field<Self, #ty> = Field::new(#wire);
        });
        lines!(Field [rustdoc, name, ty] { #rustdoc pub #name: Option<#ty>, });
        lines!(Arm [name, wire] { Self::#name => #wire, });
    }
}

#[test]
fn methods() {
    for [name, marker, ty] in names() {
        let text = name.to_string();
        let call = code!(Expr [ty, text] { self.0.key("", #ty.as_ref(), #text) });
        let parameter = code!(Parameter [ty] { #ty: impl AsRef<str> });
        for parameters in [vec![], vec![parameter.clone()], vec![parameter.clone(), parameter]] {
            let parameters = Parameters::behind_self(parameters);
            lines!(Member [name, parameters, marker, call] {
                pub fn #name(#parameters) -> Request<operations::#marker> { #call }
            });
            lines!(Member [name, parameters, marker, ty, call] {
                #[inline]
                pub fn #name(#parameters) -> #marker { #ty(#call) }
            });
        }
    }
}

#[test]
fn impls_and_imports() {
    for [name, other, path] in names() {
        item!([name, other] { impl codec::Derived<#name> for #other {} });
        item!([name, other] {
            impl From<#name> for #other {
                fn from(name: #name) -> Self { upcast(&name) }
            }
        });
        item!([name, other] { impl #name for #other { type Item = #name; type Resumed = Items<#name>; } });
        item!([path, name] { use #path::#name; });
        item!([path, name, other] { use #path::{#name, #other}; });
    }
}

#[test]
fn lists() {
    for [name, kind, other] in names() {
        let texts = List(vec![format!("\"{name}\""), format!("\"{other}\"")]);
        lines!(Member [kind, texts] { const NAMES: &'static [#kind] = #texts; });
        let pairs = List(vec![format!("(\"{name}\", {kind})"), format!("(\"{other}\", {kind})")]);
        lines!(Member [pairs] { const PAIRS: &'static [(&'static str, Self)] = #pairs; });
        let texts = List(vec![fill!(Element [name, kind] { (#name, #kind::<#kind>) })]);
        item!([texts, other] { const TABLE: Table = Table { name: #other, texts: #texts, more: None }; });
    }
}

#[test]
fn chains_of_calls() {
    for [name, other, argument] in names() {
        let nothing = Code::list([]);
        let short = Chain::of(Code::name("client")).call(&name, &nothing);
        let long = short.clone().call(&other, &argument).call("into_raw", &nothing);
        for chain in [short, long] {
            fill!(Element [name, chain] { Case { name: #name, run: |client, _| #chain, } });
        }
    }
}

#[test]
fn what_begins_with_a_literal_may_be_broken_behind_it() {
    let is_whole = |text: &str| Code::of(text.to_owned()).hole().is_whole();
    assert!(["\"a\"", "\"a \\\" b\"", "r#\"a\"#", "7", "a::B"].into_iter().all(is_whole));
    assert!(!["\"a\".into()", "\"a\" + \"b\"", "a(b)", "A<B>"].into_iter().any(is_whole));
}
