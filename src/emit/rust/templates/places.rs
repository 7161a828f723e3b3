//! Where the text of a template stands, and so what syn reads it as and how far it is indented.

use proc_macro2::TokenStream;
use quote::quote;

/// What prettyplease puts into a line.
pub(super) const WIDTH: usize = 89;

/// How far an item of a list in a constant's field is indented.
const ELEMENT_INDENT: usize = 8;

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file.
    Item,
    /// In a struct.
    Field,
    /// In an enum.
    Variant,
    /// In an impl.
    Member,
    /// In a method.
    Statement,
    /// In a match that is all that a method does, or that it binds to a name.
    Arm,
    /// In a list of a constant's field.
    Element,
    /// Within a line, a value.
    Expr,
    /// Within a line, what a function takes.
    Parameter,
    /// Within a line, a type.
    Type,
    /// Within a line, a field without a name.
    Unnamed,
}

impl Place {
    /// How wide a line may be. What is to stand within one is looked at with that.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Item
            | Self::Field
            | Self::Variant
            | Self::Member
            | Self::Statement
            | Self::Arm => WIDTH,
            // Its first line is not indented yet, and there is a comma behind the last.
            Self::Element => WIDTH - ELEMENT_INDENT - 1,
            Self::Expr | Self::Parameter | Self::Type | Self::Unnamed => usize::MAX,
        }
    }

    /// The text of tokens as it stands there, marks included.
    pub(super) fn format(self, tokens: &TokenStream) -> String {
        let (n_lines, item) = match self {
            Self::Item => return format_item(tokens),
            Self::Expr => {
                return within(
                    &format_item(&quote!(const A: () = #tokens;)),
                    "const A: () = ",
                    ";\n",
                );
            }
            Self::Parameter => {
                return within(&format_item(&quote!(fn a(#tokens) {})), "fn a(", ") {}\n");
            }
            Self::Unnamed => {
                return within(&format_item(&quote!(struct A(#tokens);)), "struct A(", ");\n");
            }
            Self::Type => {
                return within(&format_item(&quote!(type A = #tokens;)), "type A = ", ";\n");
            }
            Self::Element => return format_element(tokens),
            Self::Field => (1, quote!(struct A { #tokens })),
            Self::Variant => (1, quote!(enum A { #tokens })),
            Self::Member => (1, quote!(impl A { #tokens })),
            Self::Statement => (2, quote!(impl A { fn a() { #tokens } })),
            Self::Arm => (3, quote!(impl A { fn a() { match a { #tokens } } })),
        };
        let text = format_item(&item);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines[n_lines..lines.len() - n_lines].concat()
    }
}

/// The text of an item. Panics on tokens that are none, which is our mistake, and prints them.
pub(crate) fn format_item(tokens: &TokenStream) -> String {
    let item: syn::Item = match syn::parse2(tokens.clone()) {
        Ok(item) => item,
        Err(error) => panic!("emitted tokens are not an item ({error}): {tokens}"),
    };
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// The text of an item of a list, which a list puts in its place.
fn format_element(tokens: &TokenStream) -> String {
    let long = "-".repeat(WIDTH);
    let text = format_item(&quote!(const A: A = A { a: &[#long, #tokens] };));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let text = lines[3..lines.len() - 2].concat();
    text.trim_start().trim_end_matches(",\n").to_owned()
}

/// What stands between a beginning and an end, in one line.
fn within(item: &str, beginning: &str, end: &str) -> String {
    let text = item.strip_prefix(beginning).and_then(|it| it.strip_suffix(end));
    let text = text.unwrap_or_else(|| panic!("emitted code is more than a line: {item}"));
    text.to_owned()
}
