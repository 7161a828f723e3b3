//! Secrets, and what stands for them in a file: the same for the same secret, so that a link still leads where it led.

use crate::codec::{from_slice, is_secret};
use crate::json::Value;
use bytes::Bytes;
use http::Uri;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use url::Url;

/// What stands for secrets, before their number. In a recorded request it stands for anything.
pub(super) const MARK: &str = "***";

/// Query options that are secret, beside those whose names say so.
const OPTIONS: &[&str] =
    &["sig", "signature", "key", "code", "assertion", "ticket", "tempauth", "authkey", "apikey"];

/// Members whose URLs let everybody in who knows them, by how their names end; in lower case.
const OPEN_URLS: &[&str] = &["uploadurl", "downloadurl"];

/// The secrets that were met, in order.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    met: Vec<String>,
    /// Tokens, which may be said again anywhere.
    tokens: Vec<String>,
}

impl Secrets {
    /// What stands for a secret.
    fn mark(&mut self, secret: &str) -> String {
        if secret.is_empty() || secret.starts_with(MARK) {
            return secret.to_owned();
        }
        let index = self.met.iter().position(|it| it == secret).unwrap_or_else(|| {
            self.met.push(secret.to_owned());
            self.met.len() - 1
        });
        format!("{MARK}{}", index + 1)
    }

    /// Takes down the token of a request.
    pub(super) fn learn(&mut self, headers: &HeaderMap) {
        let is_token =
            |name: &HeaderName, value: &HeaderValue| name == AUTHORIZATION || value.is_sensitive();
        let values = headers.iter().filter(|(name, value)| is_token(name, value));
        let values: Vec<&str> = values.filter_map(|(_, value)| value.to_str().ok()).collect();
        values.iter().for_each(|it| self.learn_token(it.rsplit(' ').next().unwrap_or(it)));
    }

    /// Takes down the token in the query of a request, as it is written there and as it is.
    pub(super) fn learn_option(&mut self, uri: &Uri, name: &str) {
        let options = uri.query().unwrap_or_default().split('&');
        for value in options.filter_map(|it| it.split_once('=')).filter(|(it, _)| *it == name) {
            self.learn_token(value.1);
            self.learn_token(&percent_decode_str(value.1).decode_utf8_lossy());
        }
    }

    fn learn_token(&mut self, token: &str) {
        if !token.is_empty() && !self.tokens.iter().any(|it| it == token) {
            self.tokens.push(token.to_owned());
        }
    }

    /// A URL without the secrets in its query and without a password; one that is secret as a whole has nothing else left.
    pub(super) fn url(&mut self, text: &str) -> String {
        if let Ok(mut url) = Url::parse(text) {
            let open = self.met.iter().position(|it| it == text || it == url.as_str());
            if open.is_some() {
                return self.open_url(text);
            }
            if url.password().is_some() {
                let _ = url.set_password(None);
                return self.url(url.as_str());
            }
        }
        let Some((place, query)) = text.split_once('?') else { return self.text(text) };
        // What stands behind a number sign may be options, too.
        let parts: Vec<String> = query.split('#').map(|it| self.options(it)).collect();
        self.text(&format!("{place}?{}", parts.join("#")))
    }

    /// The links of a header `Link`: `<URL>; rel="next", …`.
    pub(super) fn links(&mut self, text: &str) -> String {
        let mut links = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('<') {
            let (url, after) = after.split_once('>').unwrap_or((after, ""));
            links.push_str(&format!("{}<{}>", self.text(before), self.url(url)));
            rest = after;
        }
        links + &self.text(rest)
    }

    fn options(&mut self, options: &str) -> String {
        options.split('&').map(|it| self.option(it)).collect::<Vec<_>>().join("&")
    }

    fn option(&mut self, option: &str) -> String {
        match option.split_once('=') {
            Some((name, value)) if is_secret_option(name) => {
                format!("{name}={}", self.mark(value))
            }
            _ => option.to_owned(),
        }
    }

    /// A URL on another host than the service's: whoever knows it may be let in.
    pub(super) fn foreign_url(&mut self, url: &Url) -> String {
        let mut url = url.clone();
        url.set_fragment(None);
        let _ = url.set_username("");
        let _ = url.set_password(None);
        self.open_url(url.as_str())
    }

    /// A URL that is a secret.
    fn open_url(&mut self, text: &str) -> String {
        // It comes from a file where it was hidden.
        if text.contains(&format!("/{MARK}")) {
            return text.to_owned();
        }
        let mark = self.mark(text);
        match Url::parse(text).map(|it| it.origin().ascii_serialization()) {
            Ok(origin) if origin != "null" && !mark.is_empty() && mark != text => {
                format!("{origin}/{mark}")
            }
            _ => mark,
        }
    }

    /// A text without the tokens that were seen.
    pub(super) fn text(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for token in self.tokens.clone() {
            if text.contains(&token) {
                text = text.replace(&token, &self.mark(&token));
            }
        }
        self.reserve(&text);
        text
    }

    /// Numbers in a text that comes from a file stay those of what they stand for there.
    fn reserve(&mut self, text: &str) {
        for rest in text.split(MARK).skip(1) {
            let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
            // Nobody has more secrets than this.
            let number = rest[..end].parse::<usize>().unwrap_or(0).min(10_000);
            while self.met.len() < number {
                self.met.push(format!("{MARK}{}", self.met.len() + 1));
            }
        }
    }

    /// A body: JSON and forms without their secrets, other texts without tokens, other bytes as they are.
    pub(super) fn body(&mut self, body: &Bytes, content_type: Option<&str>) -> Bytes {
        let Ok(text) = std::str::from_utf8(body) else { return body.clone() };
        if content_type.is_some_and(|it| it.contains("x-www-form-urlencoded")) {
            let options = self.options(text);
            return self.text(&options).into();
        }
        let json = text.trim_start().starts_with(['{', '[']).then(|| from_slice::<Value>(body));
        let Some(Ok(before)) = json else { return self.text(text).into() };
        let mut after = before.clone();
        self.hide(&mut after, "", false);
        // What has no secrets stays as it was written.
        let text = if after == before { text.to_owned() } else { after.to_string() };
        self.text(&text).into()
    }

    fn hide(&mut self, json: &mut Value, name: &str, is_in_secret: bool) {
        match json {
            Value::String(text) => {
                let lower = name.to_ascii_lowercase();
                *text = if OPEN_URLS.iter().any(|it| lower.ends_with(it)) {
                    self.open_url(text)
                } else if is_in_secret {
                    self.mark(text)
                } else if may_be_url(text) {
                    self.url(text)
                } else {
                    return;
                };
            }
            Value::Array(items) => {
                items.iter_mut().for_each(|it| self.hide(it, name, is_in_secret))
            }
            Value::Object(members) => {
                for (name, value) in members.iter_mut() {
                    self.hide(value, name, is_in_secret || is_secret(name));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Whether a text may be a URL, or the part of one that stands in a relative link.
fn may_be_url(text: &str) -> bool {
    let has_options = text.contains('?') && !text.contains(char::is_whitespace);
    text.starts_with("http://") || text.starts_with("https://") || has_options
}

/// Whether an option's value is a secret. What a service calls a token in `$skiptoken` says where a list goes on.
fn is_secret_option(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_named = OPTIONS.contains(&name.as_str()) || is_secret(&name);
    is_named && !name.starts_with('$') && !name.starts_with("%24")
}
