//! Pages changed at random, the same way every time.

/// What is put into pages: markup that opens and closes, characters of several bytes, some of whose
/// small forms are longer or shorter than they are.
const PIECES: &[&str] = &[
    "|",
    "\n|",
    "\n",
    "\r\n",
    "`",
    "```\n",
    "\n\n",
    "<!--",
    "-->",
    "{",
    "}",
    "[",
    "](",
    ")",
    "\"",
    "#",
    "*",
    "**",
    "<a name=\"",
    "<table>",
    "<td>",
    "\\",
    "'",
    "/",
    "://",
    "?",
    "=",
    "$",
    "&",
    ":",
    "：",
    "。",
    "集合",
    "字",
    "İ",
    "ß",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "\u{301}",
    "🦀",
    "collection",
    "Collection(",
    "possible values are",
    "1..",
    "-",
    "0x",
    "GET ",
    "HTTP/1.1 ",
    "POST /",
    "[!INCLUDE [a](",
    "@odata.type",
    "\t",
];

/// A number that looks random and is the same every time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    /// A place in a text between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Changes a text in some places: puts a piece in, takes a range out, or says it twice.
pub(crate) fn spoil(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(12) {
        let at = numbers.place(&text);
        let end = numbers.place(&text).clamp(at, text.len());
        let end = (at..=end.min(at + 40)).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(at);
        match numbers.below(4) {
            0 => text.replace_range(at..end, ""),
            1 => {
                let piece = text[at..end].to_owned();
                text.insert_str(at, &piece);
            }
            _ => text.insert_str(at, PIECES[numbers.below(PIECES.len())]),
        }
    }
    text
}
