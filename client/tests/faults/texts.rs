//! All that an error says, to whoever asks in whatever way.

use docwright_client::Error;
use std::error::Error as _;

/// `Display` and `Debug` of an error and of all its sources.
pub fn all_texts(error: &Error) -> String {
    let mut texts = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(error) = source {
        texts.push_str(&format!("{error}\n{error:?}\n"));
        source = error.source();
    }
    texts
}

/// An error says nothing that is none of a log's business. It is printed as well, for `secrets`, which searches all that is printed.
#[allow(clippy::print_stdout, reason = "so that there is something to search")]
pub fn check(error: &Error) {
    let texts = all_texts(error);
    println!("{texts}");
    for needle in NEEDLES {
        assert!(!texts.contains(needle), "`{needle}` is in:\n{texts}");
    }
}

/// The token, a value in a filter, a query option's value, a password in a URL, and something in a body.
pub const NEEDLES: [&str; 5] = [crate::server::TOKEN, "f1lt3r", "qu3ry", "p4ssw0rd", "b0dy-s3cr3t"];

/// The error that a call has to end in. Every error of these tests comes through here, so each is searched for secrets.
#[track_caller]
pub fn failed<T>(result: Result<T, Error>) -> Error {
    match result {
        Ok(_) => panic!("an error was to come"),
        Err(error) => {
            check(&error);
            error
        }
    }
}
