//! A request and its answer, as a file has them.

use crate::error::{Error, ErrorKind};
use bytes::Bytes;

/// What a body begins with that is no text: bytes in hexadecimal follow.
const HEX: &str = "@hex";

/// How many bytes stand in a line of such a body.
const BYTES_IN_LINE: usize = 32;

/// A request and its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Exchange {
    pub(super) request: Message,
    pub(super) answer: Message,
}

/// One of the two: its first line, its headers, its body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Message {
    /// `GET /orders?$top=5`, `200 OK`, or `! why nothing came`.
    pub(super) line: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

impl Exchange {
    /// Reads exchanges. An error names the line.
    pub(super) fn read(text: &str) -> Result<Vec<Self>, Error> {
        let mut blocks: Vec<(usize, char, Vec<&str>)> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let mark = line.chars().next().filter(|it| matches!(it, '>' | '<'));
            let Some(mark) = mark else {
                if line.trim().is_empty() || line.starts_with('#') {
                    continue;
                }
                return Err(wrong(index + 1, "a line begins with `>`, `<` or `#`"));
            };
            let line = &line[1..];
            let line = line.strip_prefix(' ').unwrap_or(line);
            match blocks.last_mut() {
                Some((_, last, lines)) if *last == mark => lines.push(line),
                _ => blocks.push((index + 1, mark, vec![line])),
            }
        }
        let mut exchanges = Vec::new();
        let mut blocks = blocks.into_iter();
        while let Some((at, mark, lines)) = blocks.next() {
            if mark == '<' {
                return Err(wrong(at, "an answer without a request"));
            }
            let request = Message::read(at, &lines)?;
            let answer = blocks.next().ok_or_else(|| wrong(at, "a request without an answer"))?;
            exchanges.push(Self { request, answer: Message::read(answer.0, &answer.2)? });
        }
        Ok(exchanges)
    }

    /// Writes it, as it is read.
    pub(super) fn write(&self, text: &mut String) {
        self.request.write('>', text);
        self.answer.write('<', text);
    }
}

impl Message {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let same = |it: &&(String, String)| it.0.eq_ignore_ascii_case(name);
        self.headers.iter().find(same).map(|(_, value)| value.as_str())
    }

    fn read(at: usize, lines: &[&str]) -> Result<Self, Error> {
        let (line, rest) = lines.split_first().ok_or_else(|| wrong(at, "nothing"))?;
        let end = rest.iter().position(|it| it.trim().is_empty()).unwrap_or(rest.len());
        let header = |(index, line): (usize, &&str)| match line.split_once(':') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
            None => Err(wrong(at + 1 + index, "a header has a colon; a blank line ends headers")),
        };
        let headers = rest[..end].iter().enumerate().map(header).collect::<Result<_, _>>()?;
        let body = rest.get(end + 1..).unwrap_or_default();
        let body = match body.split_first() {
            Some((first, hex)) if first.trim() == HEX => bytes_of(&hex.concat())
                .ok_or_else(|| wrong(at + end + 2, "no hexadecimal digits"))?,
            _ => body.join("\n").into(),
        };
        Ok(Self { line: line.trim().to_owned(), headers, body })
    }

    pub(super) fn write(&self, mark: char, text: &mut String) {
        let mut lines = vec![self.line.clone()];
        lines.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if !self.body.is_empty() {
            lines.push(String::new());
            match std::str::from_utf8(&self.body) {
                Ok(body) if is_plain(body) => lines.extend(body.split('\n').map(str::to_owned)),
                _ => {
                    lines.push(HEX.to_owned());
                    lines.extend(self.body.chunks(BYTES_IN_LINE).map(hex));
                }
            }
        }
        for line in lines {
            let space = if line.is_empty() { "" } else { " " };
            text.push_str(&format!("{mark}{space}{line}\n"));
        }
    }
}

/// Whether a text is the same after it was in a file.
fn is_plain(text: &str) -> bool {
    !text.starts_with(HEX) && !text.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\t'))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

fn bytes_of(hex: &str) -> Option<Bytes> {
    let digits = hex.chars().filter(|it| !it.is_whitespace()).map(|it| it.to_digit(16));
    let digits: Vec<u32> = digits.collect::<Option<_>>()?;
    let bytes = digits.chunks(2).map(|it| match it {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    bytes.collect::<Option<Vec<u8>>>().map(Bytes::from)
}

fn wrong(line: usize, what: &str) -> Error {
    Error::new(ErrorKind::File, format!("line {line} of recorded exchanges: {what}"))
}

#[cfg(test)]
mod tests {
    use super::{Exchange, Message};
    use bytes::Bytes;

    #[test]
    fn what_is_written_is_read() {
        let bodies: [&[u8]; 8] = [
            b"",
            b"{\"a\": 1}",
            b"two\n\nlines\n",
            b"\n",
            b" > # <",
            b"@hex",
            b"a\r\nb",
            &[0, 255, 7],
        ];
        let mut exchanges = Vec::new();
        for body in bodies {
            let message = |line: &str| Message {
                line: line.to_owned(),
                headers: vec![("Content-Type".to_owned(), "text/plain; a=b:c".to_owned())],
                body: Bytes::from_static(body),
            };
            let (request, answer) = (message("POST /orders?$top=5"), message("200 OK"));
            exchanges.push(Exchange { request, answer });
        }
        let mut text = String::new();
        exchanges.iter().for_each(|it| it.write(&mut text));
        assert_eq!(Exchange::read(&text).expect("it was written so"), exchanges);
        for (wrong, line) in
            [("GET /", 1), ("\n< 200 OK", 2), ("# x\n> GET /", 2), ("> GET /\n> x\n< 200", 2)]
        {
            let error = Exchange::read(wrong).expect_err(wrong).to_string();
            assert!(error.starts_with(&format!("line {line} of")), "{error}");
        }
    }
}
