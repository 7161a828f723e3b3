//! A store on loopback that answers as it is told to, and takes down what it was asked.

use crate::shop::{Client, Order};
use docwright_client::{ClientBuilder, Error, Items, Protocol, ReqwestTransport};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request: its target, and all of its head.
#[derive(Clone, Debug)]
pub struct Asked {
    pub target: String,
    pub head: String,
}

impl Asked {
    /// The value of a query option, as it is written.
    pub fn option(&self, name: &str) -> Option<&str> {
        let query = self.target.split_once('?')?.1;
        let mut options = query.split('&').filter_map(|it| it.split_once('='));
        options.find(|(it, _)| *it == name).map(|(_, value)| value)
    }
}

/// An answer: status line and headers, a blank line, the body. `ORIGIN` is the store's own.
type Answers = dyn Fn(&Asked) -> String + Send + Sync;

pub struct Store {
    pub origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Store {
    pub fn open(
        answers: impl Fn(&Asked) -> String + Send + Sync + 'static,
    ) -> impl Future<Output = Self> {
        Self::answering(Arc::new(answers))
    }

    /// Compiled once for all answers.
    async fn answering(answers: Arc<Answers>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (place, taken) = (origin.clone(), asked.clone());
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, answers.clone(), place.clone(), taken.clone()));
            }
        });
        Self { origin, asked }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }

    pub fn builder(&self, protocol: Protocol) -> ClientBuilder<Client> {
        let protocol: &'static Protocol = Box::leak(Box::new(protocol));
        let builder = Client::builder().base_url(format!("{}/v1", self.origin));
        // Making one takes longer than all that a test asks.
        static TRANSPORT: OnceLock<ReqwestTransport> = OnceLock::new();
        let transport = TRANSPORT.get_or_init(|| ReqwestTransport::new().expect("a transport"));
        let builder = builder.transport(transport.clone());
        builder.token("t0k3n").max_retries(0).protocol(protocol)
    }

    pub fn client(&self, protocol: Protocol) -> Client {
        self.builder(protocol).build().expect("the URL is one")
    }
}

async fn serve(
    mut connection: TcpStream,
    answers: Arc<Answers>,
    origin: String,
    taken: Arc<Mutex<Vec<Asked>>>,
) {
    let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|it| it == b"\r\n\r\n") {
        match connection.read(&mut buffer).await {
            Ok(n) if n > 0 => head.extend_from_slice(&buffer[..n]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let asked = Asked { target, head };
    let answer = answers(&asked).replace("ORIGIN", &origin);
    taken.lock().expect("no panic").push(asked);
    let (head, body) = answer.split_once("\n\n").unwrap_or((&answer, ""));
    let (head, length) = (head.replace('\n', "\r\n"), body.len());
    let answer =
        format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
    // Who has heard enough may hang up.
    let _ = connection.write_all(answer.as_bytes()).await;
}

/// The ids of all items, up to the end or an error.
pub async fn ids(items: &mut Items<Order>) -> (Vec<String>, Option<Error>) {
    let mut ids = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(order)) => ids.extend(order.id),
            Ok(None) => return (ids, None),
            Err(error) => return (ids, Some(error)),
        }
    }
}

/// A protocol with lists there, that go on so.
pub fn protocol(lists: &'static [&'static str], paging: docwright_client::Paging) -> Protocol {
    Protocol { lists, paging, ..Protocol::ODATA }
}
