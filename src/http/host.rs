//! Hosts without a scheme.

/// Where a host ends that a URL begins with, without a scheme: `localhost:8080/lamps`, `lamps.example:443`, `127.0.0.1/lamps`.
pub(super) fn bare_host(text: &str) -> Option<usize> {
    let end = text.find(['/', '?']).unwrap_or(text.len());
    let (name, port) = match text[..end].split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (&text[..end], None),
    };
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-'));
    let is_here = || name == "localhost" || name.split('.').filter(|it| is_number(it)).count() == 4;
    (is_name && port.map_or_else(is_here, is_number)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::bare_host;

    #[test]
    fn hosts_and_words_that_look_like_one() {
        let host = |text: &'static str| bare_host(text).map(|end| &text[..end]);
        assert_eq!(host("localhost:8080/lamps"), Some("localhost:8080"));
        assert_eq!(host("localhost/lamps"), Some("localhost"));
        assert_eq!(host("a-b.example:443?x=1"), Some("a-b.example:443"));
        assert_eq!(host("127.0.0.1/lamps"), Some("127.0.0.1"));
        for text in
            ["/lamps", "v1.0/lamps", "lamps", "lamps:on/x", ":lamp/x", "{host}:80/x", "1.2.3/x", ""]
        {
            assert_eq!(host(text), None, "{text}");
        }
    }
}
