//! Reading and writing in MB/s on a page of 1,000 messages, with their bodies and without, beside serde's derive on the same
//! bytes: a plain one, which drops what it does not know, and one with a flattened map, which loses as little as we do.
//!
//! `cargo bench -p docwright-client --bench codec`. The machine changes the figures and hardly their ratios: the candidates
//! take turns, and the best of their rounds counts.

#![allow(clippy::print_stdout, missing_docs, reason = "a table is what it is for")]

use docwright_client::{DateTimeOffset, Extra, Member, Model, Page, Value, codec};
use serde::{Deserialize, Serialize};
use std::hint::black_box;
use std::time::{Duration, Instant};

const N_MESSAGES: usize = 1_000;
const N_ROUNDS: usize = 15;

/// One description of the types, three codecs.
macro_rules! types {
    ($($ours:ident $plain:ident $lossless:ident { $($index:literal $field:ident $wire:literal: $ty:ty, $plain_ty:ty, $lossless_ty:ty;)* })*) => {$(
        #[derive(Clone, Default)]
        struct $ours {
            $($field: Option<$ty>,)*
            extra: Extra,
        }

        impl Model for $ours {
            const NAME: &'static str = concat!("acme.mail.", stringify!($ours));
            const MEMBERS: &'static [&'static str] = &[$($wire),*];

            fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
                Ok(match index { $($index => &self.$field,)* _ => return Err(&self.extra) })
            }

            fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
                Ok(match index { $($index => &mut self.$field,)* _ => return Err(&mut self.extra) })
            }
        }

        #[derive(Default, Serialize, Deserialize)]
        struct $plain {
            $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] $field: Option<$plain_ty>,)*
        }

        #[derive(Default, Serialize, Deserialize)]
        struct $lossless {
            $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] $field: Option<$lossless_ty>,)*
            #[serde(flatten)]
            extra: serde_json::Map<String, Value>,
        }
    )*};
}

types! {
    Message PlainMessage LosslessMessage {
        0 bcc "bccRecipients": Vec<Recipient>, Vec<PlainRecipient>, Vec<LosslessRecipient>;
        1 body "body": Body, PlainBody, LosslessBody;
        2 preview "bodyPreview": String, String, String;
        3 categories "categories": Vec<String>, Vec<String>, Vec<String>;
        4 cc "ccRecipients": Vec<Recipient>, Vec<PlainRecipient>, Vec<LosslessRecipient>;
        5 change_key "changeKey": String, String, String;
        6 conversation "conversationId": String, String, String;
        7 created "createdDateTime": DateTimeOffset, String, String;
        8 from "from": Recipient, PlainRecipient, LosslessRecipient;
        9 has_attachments "hasAttachments": bool, bool, bool;
        10 id "id": String, String, String;
        11 importance "importance": String, String, String;
        12 is_draft "isDraft": bool, bool, bool;
        13 is_read "isRead": bool, bool, bool;
        14 modified "lastModifiedDateTime": DateTimeOffset, String, String;
        15 parent "parentFolderId": String, String, String;
        16 received "receivedDateTime": DateTimeOffset, String, String;
        17 reply_to "replyTo": Vec<Recipient>, Vec<PlainRecipient>, Vec<LosslessRecipient>;
        18 sender "sender": Recipient, PlainRecipient, LosslessRecipient;
        19 sent "sentDateTime": DateTimeOffset, String, String;
        20 size "size": i64, i64, i64;
        21 subject "subject": String, String, String;
        22 to "toRecipients": Vec<Recipient>, Vec<PlainRecipient>, Vec<LosslessRecipient>;
        23 link "webLink": String, String, String;
    }
    Recipient PlainRecipient LosslessRecipient {
        0 address "emailAddress": Address, PlainAddress, LosslessAddress;
    }
    Address PlainAddress LosslessAddress {
        0 address "address": String, String, String;
        1 name "name": String, String, String;
    }
    Body PlainBody LosslessBody {
        0 content "content": String, String, String;
        1 content_type "contentType": String, String, String;
    }
}

#[derive(Serialize, Deserialize)]
struct PlainPage {
    value: Vec<PlainMessage>,
}

#[derive(Serialize, Deserialize)]
struct LosslessPage {
    value: Vec<LosslessMessage>,
    #[serde(flatten)]
    extra: serde_json::Map<String, Value>,
}

/// A page in the order in which services send members, which is not the documented one.
fn page(has_bodies: bool) -> String {
    let messages: Vec<String> = (0..N_MESSAGES).map(|it| message(it, has_bodies)).collect();
    let context = "https://mail.example/v1/$metadata#messages";
    format!(r#"{{"@odata.context":"{context}","value":[{}]}}"#, messages.join(","))
}

fn message(number: usize, has_body: bool) -> String {
    let recipient = |name: &str| {
        format!(
            r#"{{"emailAddress":{{"name":"{name} Müller","address":"{name}{number}@mail.example"}}}}"#
        )
    };
    let (ann, bo) = (recipient("Ann"), recipient("Bo"));
    let body = match has_body {
        true => format!(r#""body":{{"contentType":"html","content":"{}"}},"#, html(number)),
        false => String::new(),
    };
    format!(
        r#"{{"@odata.etag":"W/\"CQAAABYAAAB{number:08}\"","id":"AAMkAGI2THk{number:060}=","createdDateTime":"2024-02-29T12:{:02}:00Z",
"lastModifiedDateTime":"2024-02-29T12:{:02}:05Z","changeKey":"CQAAABYAAAB{number:08}","categories":[],"receivedDateTime":"2024-02-29T12:00:01Z",
"sentDateTime":"2024-02-29T12:00:00Z","hasAttachments":false,"subject":"Minutes of meeting {number}","bodyPreview":"Dear all,\r\nplease find the minutes of meeting {number} below.",
"importance":"normal","parentFolderId":"AQMkADYAAAIBDAAAAA==","conversationId":"AAQkAGI2THk{number:040}","isDeliveryReceiptRequested":null,
"isRead":{},"isDraft":false,"webLink":"https://mail.example/?ItemID=AAMkAGI2THk{number:060}&viewmodel=ReadMessageItem","size":{},{body}
"sender":{ann},"from":{ann},"toRecipients":[{bo},{ann}],"ccRecipients":[],"bccRecipients":[],"replyTo":[],"flag":{{"flagStatus":"notFlagged"}}}}"#,
        number % 60,
        number % 60,
        number.is_multiple_of(2),
        2_000 + number,
    )
    .replace('\n', "")
}

/// About two kilobytes of what mail programs write.
fn html(number: usize) -> String {
    let paragraph = r#"<p class=\"MsoNormal\" style=\"margin:0\">Dear all,<br>we agreed on the points below; the rest is for the meeting after this one.</p>\r\n"#;
    let head = r#"<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>\r\n"#;
    format!(r#"{head}<h1>Minutes {number}</h1>\r\n{}</body></html>"#, paragraph.repeat(12))
}

struct Candidate {
    name: &'static str,
    run: Box<Run>,
}

/// Reads and writes, each timed.
type Run = dyn Fn(&[u8]) -> (Duration, Duration);

/// How to read a page and write it again, each timed alone.
fn candidate<T: 'static>(
    name: &'static str,
    read: fn(&[u8]) -> T,
    write: fn(&T) -> Vec<u8>,
) -> Candidate {
    let run = move |json: &[u8]| {
        let start = Instant::now();
        let page = black_box(read(black_box(json)));
        let read = start.elapsed();
        let start = Instant::now();
        black_box(write(black_box(&page)));
        (read, start.elapsed())
    };
    Candidate { name, run: Box::new(run) }
}

fn main() {
    let candidates = [
        candidate::<Page<Message>>(
            "ours",
            |json| codec::from_slice(json).expect("a page"),
            codec::to_vec,
        ),
        candidate::<PlainPage>(
            "derive",
            |json| serde_json::from_slice(json).expect("a page"),
            |page| serde_json::to_vec(page).expect("JSON"),
        ),
        candidate::<LosslessPage>(
            "derive with a flattened map",
            |json| serde_json::from_slice(json).expect("a page"),
            |page| serde_json::to_vec(page).expect("JSON"),
        ),
    ];
    let only = std::env::args().find_map(|it| it.strip_prefix("only=").map(str::to_owned));
    for has_bodies in [true, false] {
        let json = page(has_bodies);
        let page: Page<Message> = codec::from_slice(json.as_bytes()).expect("a page");
        assert!(codec::json_equal(
            &codec::to_value(&page),
            &serde_json::from_str(&json).expect("JSON")
        ));
        let with = if has_bodies { "with" } else { "without" };
        println!(
            "{N_MESSAGES} messages {with} bodies, {} KB; MB/s and times ours",
            json.len() / 1000
        );
        let mut best = [(Duration::MAX, Duration::MAX); 3];
        for _ in 0..N_ROUNDS {
            for (candidate, best) in candidates.iter().zip(&mut best) {
                if only.as_ref().is_none_or(|it| *it == candidate.name) {
                    let (read, write) = (candidate.run)(json.as_bytes());
                    *best = (best.0.min(read), best.1.min(write));
                }
            }
        }
        let speed = |time: Duration| json.len() as f64 / 1e6 / time.as_secs_f64();
        for (candidate, time) in candidates.iter().zip(best) {
            println!(
                "  {:<28} read {:>5.0} {:>5.2}   write {:>5.0} {:>5.2}",
                candidate.name,
                speed(time.0),
                speed(time.0) / speed(best[0].0),
                speed(time.1),
                speed(time.1) / speed(best[0].1)
            );
        }
    }
}
