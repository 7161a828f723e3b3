//! Where a service answers: what a table `[service]` says, of a dialect or of a doc set, and the service
//! that it makes.

use super::answers::{self, AnswersTable};
use super::characters::is_url_char;
use crate::protocol::Protocol;
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned;
use toml::de::DeValue;

/// The keys of the table.
const KEYS: &[&str] = &["base-url", "hosts", "other-versions", "prefixes", "version"];
/// Versions that have no number.
const WORDS: &[&str] = &["alpha", "beta", "edge", "latest", "preview", "stable"];

/// Where the service answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// The URL that paths are relative to, version included.
    pub base_url: String,
    /// Hosts that are the service; others in examples are callbacks and upload URLs.
    pub hosts: Vec<String>,
    /// What stands for the base URL in requests, with or without its version.
    pub prefixes: Vec<String>,
    /// The version that these docs are of, as a segment of the base URL; empty if there is none.
    pub version: String,
    /// Other versions that may stand there.
    pub other_versions: Vec<String>,
    /// How it answers and is asked.
    pub protocol: Protocol,
}

/// What a table `[service]` says. What it leaves unsaid stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceTable {
    /// The URL that paths are relative to, version included.
    pub base_url: Option<String>,
    /// Hosts that are the service.
    pub hosts: Option<Vec<String>>,
    /// What stands for the base URL in requests.
    pub prefixes: Option<Vec<String>>,
    /// The version that the docs are of.
    pub version: Option<String>,
    /// Other versions that may stand in its place.
    pub other_versions: Option<Vec<String>>,
    /// How it answers and is asked.
    pub answers: AnswersTable,
}

/// What a version is.
const VERSION: &str = "`version` is a segment of the base URL: `\"v2\"`";

/// Checks that a text can be a version.
///
/// # Errors
///
/// What a version is, if it can't.
pub fn check_version(text: &str) -> Result<(), &'static str> {
    match text.is_empty() || text.contains(is_no_part) {
        true => Err(VERSION),
        false => Ok(()),
    }
}

/// What the table may say.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().chain(answers::KEYS).copied()
}

impl ServiceTable {
    /// This table, and what another says where it is silent. Whoever says where the service is says its version as well.
    pub(crate) fn or(self, other: &Self) -> Self {
        let version = other.version.clone().filter(|_| self.base_url.is_none());
        Self {
            version: self.version.or(version),
            base_url: self.base_url.or_else(|| other.base_url.clone()),
            hosts: self.hosts.or_else(|| other.hosts.clone()),
            prefixes: self.prefixes.or_else(|| other.prefixes.clone()),
            other_versions: self.other_versions.or_else(|| other.other_versions.clone()),
            answers: self.answers.or(&other.answers),
        }
    }

    /// Reads the table.
    ///
    /// # Errors
    ///
    /// If it is no table, or says something that nobody reads or that can't be.
    pub(crate) fn read<'t>(
        toml: &TomlFile<'t>,
        value: &Spanned<DeValue<'t>>,
    ) -> Result<Self, FileError> {
        let mut said = Self::default();
        for (key, value) in toml.table_of(value, "`service` is a table: write `[service]`")? {
            match key.get_ref().as_ref() {
                "base-url" => {
                    let text = toml.text_of(value, "`base-url` is text in quotes")?;
                    check_base_url(text).map_err(|wanted| FileError {
                        help: meant_base_url(text),
                        ..toml.error(value.span(), wanted)
                    })?;
                    said.base_url = Some(text.to_owned());
                }
                "version" => {
                    let text = toml.text_of(value, VERSION)?;
                    check_version(text).map_err(|wanted| toml.error(value.span(), wanted))?;
                    said.version = Some(text.to_owned());
                }
                "hosts" => {
                    let wanted = "`hosts` is a list of hosts: `[\"api.acme.example\"]`";
                    said.hosts = Some(parts(toml, value, wanted, is_part)?);
                }
                "other-versions" => {
                    let wanted = "`other-versions` is a list of versions: `[\"v1\", \"beta\"]`";
                    said.other_versions = Some(parts(toml, value, wanted, is_part)?);
                }
                "prefixes" => {
                    let wanted =
                        "`prefixes` is a list of what stands for the base URL: `[\"{baseUrl}\"]`";
                    said.prefixes = Some(parts(toml, value, wanted, is_prefix)?);
                }
                name if answers::KEYS.contains(&name) => said.answers.read(toml, name, value)?,
                _ => {
                    return Err(toml.unknown("key", key, keys(), known_are(keys())));
                }
            }
        }
        Ok(said)
    }
}

/// A list of texts each of which is a part of a URL.
fn parts<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    wanted: &str,
    is_it: fn(&str) -> bool,
) -> Result<Vec<String>, FileError> {
    let part = |item: &Spanned<DeValue<'t>>| match toml.text_of(item, wanted)? {
        text if is_it(text) => Ok(text.to_owned()),
        _ => Err(toml.error(item.span(), wanted)),
    };
    toml.items_of(value, wanted)?.map(part).collect()
}

/// A host or a fixed segment.
fn is_part(text: &str) -> bool {
    !text.is_empty() && !text.contains(is_no_part)
}

/// What requests begin with: a placeholder, a word, or a URL with either in it.
fn is_prefix(text: &str) -> bool {
    let is_char = |c| is_url_char(c) || "{}<>[]()".contains(c);
    let is_plain = text.chars().all(is_char) && !text.contains(['?', '#']);
    is_plain && text.split('/').any(|it| !it.is_empty()) && text.len() <= 200
}

/// Whether a text can be a base URL.
///
/// # Errors
///
/// What a base URL is, if it can't.
pub fn check_base_url(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return Err("the base URL begins with `https://`") };
    let has_host = !rest.starts_with('/') && !rest.is_empty();
    let is_plain = rest.split('/').all(|part| !part.contains(is_no_part));
    match has_host && is_plain {
        true => Ok(()),
        false => Err("the base URL is a host and a path: `https://api.acme.example/v2`"),
    }
}

/// What was meant for a base URL, where that is sure: it only lacks its scheme.
pub fn meant_base_url(text: &str) -> Option<String> {
    let whole = format!("https://{text}");
    let is_sure = text.contains('.') && check_base_url(&whole).is_ok();
    is_sure.then(|| format!("did you mean `{whole}`?"))
}

/// Whether a character can't be in a host or a fixed segment.
fn is_no_part(c: char) -> bool {
    !is_url_char(c) || matches!(c, '/' | '?' | '#')
}

/// Whether a text can be a URL of the web, up to where a page's name follows.
pub(super) fn is_page_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.starts_with('/') && !rest.is_empty() && rest.chars().all(is_url_char)
    })
}

/// Whether a segment looks like a version: `v1.0`, `v2beta1`, `2024-10-01`, `beta`.
pub fn looks_like_version(segment: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_word = |part: &str| WORDS.iter().any(|word| word.eq_ignore_ascii_case(part));
    if let Some(rest) = segment.strip_prefix(['v', 'V']) {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        return rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(is_part);
    }
    segment.split(['.', '-', '_']).all(|part| is_number(part) || is_word(part))
}

impl Service {
    /// This service and what a table says of it.
    pub fn with(&self, said: &ServiceTable) -> Self {
        let mut service = self.clone();
        if let Some(base_url) = &said.base_url {
            service = service.with_base_url(base_url);
        }
        if let Some(version) = &said.version {
            service = service.with_version(version);
        }
        if let Some(hosts) = &said.hosts {
            service.hosts.clone_from(hosts);
        }
        if let Some(prefixes) = &said.prefixes {
            service.prefixes.clone_from(prefixes);
        }
        if let Some(others) = &said.other_versions {
            service.other_versions.clone_from(others);
        }
        said.answers.apply(&mut service.protocol);
        service
    }

    /// The service at another base URL. On a host of this service it has the same hosts and versions.
    pub fn with_base_url(&self, base_url: &str) -> Self {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let (origin, path) = split(&base_url);
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let is_same = self.is_at(&base_url);
        let others = self.hosts.iter().filter(|it| is_same && !it.eq_ignore_ascii_case(host));
        let hosts = std::iter::once(host.to_owned()).chain(others.cloned()).collect();
        let is_version =
            |it: &str| looks_like_version(it) || (is_same && self.known_version(it).is_some());
        let version = path.last().filter(|it| is_version(it)).map(|it| (*it).to_owned());
        let other_versions = match &version {
            Some(version) if is_same => self.versions_but(version),
            _ => Vec::new(),
        };
        let (version, protocol) = (version.unwrap_or_default(), self.protocol.clone());
        let prefixes = if is_same { self.prefixes.clone() } else { Vec::new() };
        Self { hosts, prefixes, version, other_versions, base_url, protocol }
    }

    /// Whether a base URL is on one of the service's hosts.
    pub fn is_at(&self, base_url: &str) -> bool {
        let host = split(base_url).0.split_once("://").map_or("", |(_, host)| host);
        self.has_host(host)
    }

    /// Whether a host is the service: one of its own, at any port where that is said without one.
    pub fn has_host(&self, host: &str) -> bool {
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        self.hosts.iter().any(|it| it.eq_ignore_ascii_case(host) || it.eq_ignore_ascii_case(bare))
    }

    /// The service in another version. It takes the place of this one's in the base URL, or comes after
    /// it.
    pub fn with_version(&self, version: &str) -> Self {
        Self {
            base_url: self.base_url_in(version),
            hosts: self.hosts.clone(),
            prefixes: self.prefixes.clone(),
            version: version.to_owned(),
            other_versions: self.versions_but(version),
            protocol: self.protocol.clone(),
        }
    }

    /// The base URL of that.
    pub fn base_url_in(&self, version: &str) -> String {
        let (origin, mut path) = split(&self.base_url);
        let place = |of: &str| path.iter().rposition(|it| it.eq_ignore_ascii_case(of));
        match (place(version), place(&self.version)) {
            (Some(_), _) => {}
            (None, Some(place)) => path[place] = version,
            (None, None) => path.push(version),
        }
        [&[origin], &path[..]].concat().join("/")
    }

    /// The segments of the base URL's path.
    pub fn base_path(&self) -> Vec<&str> {
        split(&self.base_url).1
    }

    /// The version that a segment names, if it is one of the service's.
    pub fn known_version(&self, segment: &str) -> Option<&str> {
        self.versions().find(|version| version.eq_ignore_ascii_case(segment))
    }

    fn versions(&self) -> impl Iterator<Item = &str> {
        let versions = std::iter::once(&self.version).chain(&self.other_versions);
        versions.map(String::as_str).filter(|version| !version.is_empty())
    }

    fn versions_but(&self, one: &str) -> Vec<String> {
        let others = self.versions().filter(|version| !version.eq_ignore_ascii_case(one));
        others.map(str::to_owned).collect()
    }
}

/// Scheme and host of a base URL, and the segments of its path.
fn split(base_url: &str) -> (&str, Vec<&str>) {
    // Each request line asks for it.
    let mut colons = memchr::memchr_iter(b':', base_url.as_bytes());
    let scheme = colons.find(|at| base_url[*at..].starts_with("://"));
    let host = scheme.map_or(0, |scheme| scheme + 3);
    let slash = memchr::memchr(b'/', &base_url.as_bytes()[host..]);
    let end = slash.map_or(base_url.len(), |end| host + end);
    let path = base_url[end..].split('/').filter(|segment| !segment.is_empty());
    (&base_url[..end], path.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Service {
        let table = ServiceTable {
            base_url: Some("https://x.example/shop/api/v4/".to_owned()),
            other_versions: Some(vec!["v3".to_owned(), "beta".to_owned()]),
            ..ServiceTable::default()
        };
        Service::default().with(&table)
    }

    #[test]
    fn the_version_is_the_last_segment_that_looks_like_one() {
        for (base_url, version, path) in [
            ("https://x.example/shop/api/v4", "v4", &["shop", "api", "v4"][..]),
            ("https://x.example/shop/api/", "", &["shop", "api"]),
            ("https://x.example:8443/2024-10-01", "2024-10-01", &["2024-10-01"]),
            ("https://x.example/Beta", "Beta", &["Beta"]),
            ("https://x.example/v2beta1", "v2beta1", &["v2beta1"]),
            ("https://x.example/vans", "", &["vans"]),
            ("https://x.example/v4/shop", "", &["v4", "shop"]),
            ("http://x.example", "", &[]),
        ] {
            let service = Service::default().with_base_url(base_url);
            assert_eq!(service.version, version, "{base_url}");
            assert_eq!(service.base_path(), path, "{base_url}");
        }
    }

    #[test]
    fn a_version_takes_the_place_of_the_other_or_comes_after_the_base_url() {
        for (base_url, version, result) in [
            ("https://x.example/shop/v4", "v5", "https://x.example/shop/v5"),
            ("https://x.example/shop", "v5", "https://x.example/shop/v5"),
            ("https://x.example", "v5", "https://x.example/v5"),
            ("https://x.example/v5/shop", "v5", "https://x.example/v5/shop"),
            ("https://x.example/shop/next", "next", "https://x.example/shop/next"),
        ] {
            let service = Service::default().with_base_url(base_url).with_version(version);
            assert_eq!((service.base_url.as_str(), service.version.as_str()), (result, version));
        }
    }

    #[test]
    fn what_is_known_of_a_service_stays_on_its_hosts() {
        let beta = shop().with_version("beta");
        assert_eq!(beta.base_url, "https://x.example/shop/api/beta");
        assert_eq!(beta.other_versions, ["v4", "v3"]);
        let v3 = shop().with_base_url("https://X.example/v3");
        assert_eq!((v3.hosts, v3.other_versions.len()), (vec!["X.example".to_owned()], 2));
        let elsewhere = shop().with_base_url("https://y.example/v3");
        assert_eq!(elsewhere.hosts, ["y.example"]);
        assert_eq!(elsewhere.other_versions, [""; 0]);
    }
}
