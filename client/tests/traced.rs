//! What a subscriber hears of calls over real HTTP: which, how they ended, and no secret.
#![cfg(feature = "tracing")]

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the service")]
mod batching;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use batching::{Service, in_order, json};
use docwright_client::{BoxError, BoxFuture, ErrorKind, Rejected, Token, TokenProvider};
use shop::{Client, Order};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Whatever is no subscriber's business.
const SECRETS: &[&str] = &[
    "t0k3n-one",
    "t0k3n-two",
    "id-4711",
    "filter-value",
    "argument-value",
    "search-value",
    "body-sent",
    "body-read",
    "skip-t0k3n",
    "signature",
    "header-value",
    "colon-path",
];

/// One token, and another one when that is turned away.
struct Tokens;

impl TokenProvider for Tokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok("t0k3n-one".into()) })
    }

    fn renew<'a>(&'a self, _: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        Box::pin(async { Ok("t0k3n-two".into()) })
    }
}

fn client(service: &Service) -> Client {
    let builder = Client::builder().base_url(format!("{}/v1", service.origin)).token(Tokens);
    builder.time(service.clock()).timeout(None).idle_timeout(None).build().expect("the URL is one")
}

#[tokio::test]
async fn a_call_is_one_span_without_secrets() {
    let heard = Heard::default();
    let _guard = tracing::subscriber::set_default(heard.clone());
    let store = Service::start(|_, _| Some("200 OK\n\nbody-read".to_owned())).await;
    let there = format!("{}/store/id-4711?sig=signature", store.origin);
    let service = Service::start(move |n_before, _| {
        Some(match n_before {
            0 => "401 No\nWWW-Authenticate: Bearer claims=\"header-value\"".to_owned(),
            1 => "429 Slow down\nRetry-After: 2\n\n{\"error\":{\"message\":\"body-read\"}}"
                .to_owned(),
            _ => format!("302 There\nLocation: {there}"),
        })
    })
    .await;
    let orders = client(&service).orders();
    let bytes = orders.id("id-4711").content().header("X-Note", "header-value").await;
    assert_eq!(&bytes.expect("bytes")[..], b"body-read");

    heard.is_told(&[Span {
        name: "docwright.request",
        fields: "method=GET operation=GetOrdersIdContent path=/orders/{}/content status=200 tries=4",
        events: &[
            "message=has a new token".to_owned(),
            "error=Status message=sends the request again status=429 wait=2s".to_owned(),
            format!("message=is redirected origin={} status=302", store.origin),
        ],
    }]);
}

#[tokio::test]
async fn pages_and_errors_have_spans_too() {
    let heard = Heard::default();
    let _guard = tracing::subscriber::set_default(heard.clone());
    let service = Service::start(|n_before, _| {
        Some(match n_before {
            0 => "200 OK\nrequest-id: r1\n\n{\"value\":[{\"note\":\"body-read\"}],\"@odata.nextLink\":\"ORIGIN/v1/orders/id-4711?$skiptoken=skip-t0k3n\"}".to_owned(),
            1 => "200 OK\nrequest-id: t0k3n-one\n\n{\"value\":[]}".to_owned(),
            2 => "409 Conflict\nrequest-id: r3\n\n{\"error\":{\"code\":\"t0k3n-one\",\"message\":\"body-read\"}}".to_owned(),
            3 => "200 OK\n\n{\"value\":\"body-read\"}".to_owned(),
            _ => return None,
        })
    })
    .await;
    let orders = client(&service).orders();
    let mut list =
        orders.list().filter(Order::NOTE.eq("filter-value")).search("search-value").stream();
    while list.try_next().await.expect("a list").is_some() {}
    let order = Order { note: Some("body-sent".to_owned()), ..Order::default() };
    assert_eq!(orders.create(&order).await.expect_err("409").kind(), ErrorKind::Status);
    let error = orders.between("argument-value", 7).await.expect_err("no list");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = orders.create(&order).await.expect_err("the service hangs up");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(orders.id("..").get().await.expect_err("no path").kind(), ErrorKind::Request);

    let span = |fields| Span { name: "docwright.request", fields, events: &[] };
    heard.is_told(&[
        span("method=GET operation=ListOrders path=/orders request_id=r1 status=200 tries=1"),
        span("method=GET operation=ListOrders path=/orders status=200 tries=1"),
        span(
            "error=Status method=POST operation=CreateOrders path=/orders request_id=r3 status=409 tries=1",
        ),
        span(
            "method=GET operation=ListOrders path=/orders/between(start={},days={}) status=200 tries=1",
        ),
        span("error=Transport method=POST operation=CreateOrders path=/orders tries=1"),
        span("error=Request method=GET operation=GetOrdersId path=/orders/{} tries=0"),
    ]);
}

#[tokio::test]
async fn a_batch_and_what_follows_from_it_have_spans_too() {
    let heard = Heard::default();
    let _guard = tracing::subscriber::set_default(heard.clone());
    let service = Service::start(|n_before, asked| {
        Some(match n_before {
            0 => in_order(asked, |part| json(part, 200, "{\"note\":\"body-read\"}")),
            _ => "204 No Content".to_owned(),
        })
    })
    .await;
    let client = client(&service);
    let mut batch = client.batch();
    let order = batch.add(client.orders().id("id-4711").get());
    batch.send().await.expect("answers").take(order).expect("an order");
    // A request that no docs describe may have anything in its path.
    let raw =
        docwright_client::RawRequest::new(docwright_client::Method::Delete, "/orders/id-4711");
    client.send(raw).await.expect("204");
    // A path in a path, and a slash behind it.
    let at = client.at().literal("root").path("colon-path/a").literal("content").slash();
    at.request::<shop::DeleteOrdersId>().await.expect("204");

    let span = |fields| Span { name: "docwright.request", fields, events: &[] };
    heard.is_told(&[
        span("method=POST operation=Batch path=/$batch status=200 tries=1"),
        span("method=DELETE status=204 tries=1"),
        span("method=DELETE operation=DeleteOrdersId path=/root:/{}:/content/ status=204 tries=1"),
    ]);
}

/// What is expected of a span.
struct Span<'a> {
    name: &'a str,
    fields: &'a str,
    events: &'a [String],
}

/// A subscriber that keeps everything.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Noted>>>);

struct Noted {
    is_ours: bool,
    name: String,
    fields: BTreeMap<String, String>,
    /// Each with its fields.
    events: Vec<String>,
    /// No span, but an event outside of ours.
    is_lone: bool,
}

impl Heard {
    /// What was heard is as expected and without secrets. It is printed as well, for `secrets`, which searches all that is printed.
    #[allow(clippy::print_stdout, reason = "so that there is something to search")]
    fn is_told(&self, expected: &[Span<'_>]) {
        let noted = self.0.lock().expect("no test panics");
        let all: String =
            noted.iter().map(|it| format!("{} {}\n", line(it), it.events.join("\n"))).collect();
        println!("{all}");
        for secret in SECRETS {
            assert!(!all.contains(secret), "`{secret}` is told:\n{all}");
        }
        let spans: Vec<&Noted> = noted.iter().filter(|it| it.is_ours && !it.is_lone).collect();
        let told: Vec<String> = spans.iter().map(|it| line(it)).collect();
        let wanted: Vec<_> =
            expected.iter().map(|it| format!("{} {}", it.name, it.fields)).collect();
        assert_eq!(told, wanted);
        for (span, expected) in spans.iter().zip(expected) {
            assert_eq!(span.events, expected.events, "{}", expected.fields);
        }
    }
}

fn line(noted: &Noted) -> String {
    let fields = noted.fields.iter().map(|(name, value)| format!(" {name}={value}"));
    noted.name.clone() + &fields.collect::<String>()
}

/// The fields of one thing, sorted.
#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl Subscriber for Heard {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::TRACE
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let metadata = span.metadata();
        let mut noted = self.0.lock().expect("no test panics");
        noted.push(Noted {
            is_ours: metadata.target() == "docwright_client",
            name: metadata.name().to_owned(),
            fields: fields.0,
            events: Vec::new(),
            is_lone: false,
        });
        Id::from_u64(noted.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        let mut noted = self.0.lock().expect("no test panics");
        noted[span.into_u64() as usize - 1].fields.extend(fields.0);
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let is_ours = event.metadata().target() == "docwright_client";
        let mut noted = self.0.lock().expect("no test panics");
        match event.parent().filter(|_| is_ours) {
            Some(span) => {
                let fields = fields.0.iter().map(|(name, value)| format!("{name}={value}"));
                let text = fields.collect::<Vec<_>>().join(" ");
                noted[span.into_u64() as usize - 1].events.push(text);
            }
            None => noted.push(Noted {
                is_ours,
                name: event.metadata().target().to_owned(),
                fields: fields.0,
                events: Vec::new(),
                is_lone: true,
            }),
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
