//! The options in a URL's query. What is not changed stays as it is written.

use super::percent::encode_query;
use percent_encoding::percent_decode_str;
use url::Url;

/// The options as they are written.
fn options(url: &Url) -> impl Iterator<Item = &str> {
    url.query().unwrap_or_default().split('&').filter(|it| !it.is_empty())
}

/// A name or a value as it is meant.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn is_named(option: &str, name: &str) -> bool {
    decoded(option.split('=').next().unwrap_or_default()) == name
}

/// The value of an option; of several, the last.
pub(super) fn option(url: &Url, name: &str) -> Option<String> {
    let option = options(url).filter(|it| is_named(it, name)).last()?;
    Some(decoded(option.split_once('=').map_or("", |(_, value)| value)))
}

pub(super) fn has_option(url: &Url, name: &str) -> bool {
    options(url).any(|it| is_named(it, name))
}

/// Takes an option out.
pub(super) fn without_option(url: &mut Url, name: &str) {
    if !has_option(url, name) {
        return;
    }
    let kept: Vec<&str> = options(url).filter(|it| !is_named(it, name)).collect();
    let query = kept.join("&");
    url.set_query(Some(query.as_str()).filter(|it| !it.is_empty()));
}

/// The URL with another value for an option, or with the option.
pub(super) fn with_option(url: &Url, name: &str, value: &str) -> Url {
    let option = format!("{}={}", encode_query(name), encode_query(value));
    let kept = options(url).filter(|it| !is_named(it, name));
    let all: Vec<&str> = kept.chain([option.as_str()]).collect();
    let mut url = url.clone();
    url.set_query(Some(&all.join("&")));
    url
}

#[cfg(test)]
mod tests {
    use super::{Url, has_option, option, with_option, without_option};

    #[test]
    fn one_option_changes_and_the_others_stay_as_they_are() {
        let url = Url::parse("https://shop.example/v1/a?q=a%20b+c&page%5Bn%5D=1&x").expect("a URL");
        assert_eq!(option(&url, "q").as_deref(), Some("a b c"));
        assert_eq!(option(&url, "page[n]").as_deref(), Some("1"));
        assert!(has_option(&url, "x") && !has_option(&url, "y"));
        let next = with_option(&url, "page[n]", "2 &");
        assert_eq!(next.query(), Some("q=a%20b+c&x&page%5Bn%5D=2%20%26"));
        let mut bare = url.clone();
        ["q", "x", "page[n]", "y"].iter().for_each(|it| without_option(&mut bare, it));
        assert_eq!(bare.as_str(), "https://shop.example/v1/a");
    }
}
