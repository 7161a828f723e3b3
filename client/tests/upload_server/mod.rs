//! A server on loopback that takes uploads in sessions: it keeps what it gets, and breaks where a test says.

use super::clock::Clock;
use docwright_client::{Client, Value, json::json};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
pub enum Reaction {
    /// What it is there for.
    Normal,
    /// Says this and keeps nothing.
    Say(String),
    /// Keeps the bytes and says this.
    KeepAndSay(String),
    /// Keeps the bytes and hangs up.
    KeepAndCut,
}

type Script = Box<dyn FnMut(&Request) -> Reaction + Send>;

/// A request: its head in lower case, its number among those of its method.
pub struct Request {
    pub method: String,
    pub head: String,
    pub n: usize,
    pub n_body: u64,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// `bytes 0-25/128`
    fn range(&self) -> Option<(Range<u64>, u64)> {
        let (range, total) =
            self.header("content-range")?.strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        Some((first.parse().ok()?..last.parse::<u64>().ok()? + 1, total.parse().ok()?))
    }
}

pub struct State {
    script: Script,
    /// The file, unless only counted.
    pub bytes: Option<Vec<u8>>,
    pub total: u64,
    pub missing: Vec<Range<u64>>,
    /// All bytes of bodies, those that came twice included.
    pub n_received: u64,
    /// Hangs up when so many have come.
    pub cuts: Vec<u64>,
    /// Keeps what has come of a chunk that breaks off.
    pub keeps_parts: bool,
    pub finished: String,
    pub requests: Vec<Request>,
}

impl State {
    pub fn seen(&self, method: &str) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(move |it| it.method == method)
    }

    pub fn n_seen(&self, method: &str) -> usize {
        self.seen(method).count()
    }

    fn keep(&mut self, at: u64, piece: &[u8]) {
        let end = at + piece.len() as u64;
        if let Some(bytes) = &mut self.bytes {
            bytes.resize(bytes.len().max(end as usize), 0);
            bytes[at as usize..end as usize].copy_from_slice(piece);
        }
        let missing = self.missing.iter().flat_map(|it| {
            [it.start..it.end.min(at).max(it.start), it.start.max(end).min(it.end)..it.end]
        });
        self.missing = missing.filter(|it| !it.is_empty()).collect();
    }

    fn state(&self) -> String {
        let ranges = self.missing.iter().map(|it| match it.end {
            end if end == self.total => format!("{}-", it.start),
            end => format!("{}-{}", it.start, end - 1),
        });
        json!({"expirationDateTime": "2031-01-29T09:21:55.523Z", "nextExpectedRanges": ranges.collect::<Vec<_>>()}).to_string()
    }
}

pub struct Server {
    pub origin: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// For a file of so many bytes.
    pub async fn start(total: u64) -> Self {
        Self::with_script(total, |_| Reaction::Normal).await
    }

    pub fn with_script(
        total: u64,
        script: impl FnMut(&Request) -> Reaction + Send + 'static,
    ) -> impl Future<Output = Self> {
        Self::open(total, Box::new(script))
    }

    /// Compiled once for all scripts.
    async fn open(total: u64, script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let state = State {
            script,
            bytes: Some(Vec::new()),
            total,
            missing: std::iter::once(0..total).collect(),
            n_received: 0,
            cuts: Vec::new(),
            keeps_parts: false,
            finished:
                "201 Created\nContent-Type: application/json\n\n{\"name\": \"Ann\", \"age\": 7}"
                    .to_owned(),
            requests: Vec::new(),
        };
        let server = Self { origin, state: Arc::new(Mutex::new(state)) };
        let state = server.state.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, state.clone()));
            }
        });
        server
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics with it")
    }

    /// How many requests of a method have come.
    pub fn n_seen(&self, method: &str) -> usize {
        self.state().n_seen(method)
    }

    pub fn url(&self) -> String {
        format!("{}/up/fe6987415ace?tempauth=c2VjcmV0", self.origin)
    }

    /// A session as an operation answers it.
    pub fn session(&self) -> Value {
        json!({"uploadUrl": self.url(), "expirationDateTime": "2031-01-29T09:21:55.523Z", "nextExpectedRanges": ["0-"]})
    }

    /// A client of a service that is elsewhere.
    pub fn client(&self) -> (Client, Clock) {
        client_of("http://127.0.0.1:9/v1")
    }
}

/// A client with a clock that takes no time.
pub fn client_of(base: &str) -> (Client, Clock) {
    client_with(base, 3)
}

/// The same, which repeats more often than others.
pub fn patient_client(base: &str) -> (Client, Clock) {
    client_with(base, 8)
}

fn client_with(base: &str, n_retries: u32) -> (Client, Clock) {
    let clock = Clock::default();
    let client = Client::builder(base).token("t0k3n").time(clock.clone());
    // The clock would ring at once.
    let client = client.max_retries(n_retries).timeout(None).idle_timeout(None).build();
    (client.expect("the URL is one"), clock)
}

/// Answers until the client or the script hangs up.
async fn serve(mut connection: TcpStream, state: Arc<Mutex<State>>) {
    let locked = || state.lock().expect("no test panics with it");
    let (mut buffer, mut piece) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        // The head.
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|it| it == b"\r\n\r\n") {
                break end + 4;
            }
            match connection.read(&mut piece).await {
                Ok(n) if n > 0 => buffer.extend_from_slice(&piece[..n]),
                _ => return,
            }
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_lowercase();
        buffer.drain(..end);
        let method = head.split(' ').next().unwrap_or_default().to_uppercase();
        let n = locked().n_seen(&method);
        let mut request = Request { method, head, n, n_body: 0 };
        request.n_body =
            request.header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
        let reaction = (locked().script)(&request);
        let keeps = !matches!(reaction, Reaction::Say(_));
        let at = request.range().map_or(0, |(range, _)| range.start);
        let n_body = request.n_body;
        locked().requests.push(request);

        // The body, which goes to the file piece by piece, or when it is all there.
        let (mut n_read, mut chunk) = (0, Vec::new());
        while n_read < n_body {
            if buffer.is_empty() {
                match connection.read(&mut piece).await {
                    Ok(n) if n > 0 => buffer.extend_from_slice(&piece[..n]),
                    _ => return,
                }
            }
            let mut taken = buffer.len().min((n_body - n_read) as usize);
            let mut state = locked();
            let cut =
                state.cuts.first().copied().filter(|it| *it <= state.n_received + taken as u64);
            if let Some(cut) = cut {
                taken = (cut - state.n_received) as usize;
                state.cuts.remove(0);
            }
            state.n_received += taken as u64;
            if keeps && state.keeps_parts {
                state.keep(at + n_read, &buffer[..taken]);
            } else if keeps && state.bytes.is_some() {
                chunk.extend_from_slice(&buffer[..taken]);
            }
            drop(state);
            if cut.is_some() {
                return;
            }
            buffer.drain(..taken);
            n_read += taken as u64;
        }
        let answer = {
            let mut state = locked();
            if keeps && state.bytes.is_none() {
                state.missing = std::iter::once(at + n_body..state.total).collect();
                state.missing.retain(|it| !it.is_empty());
            } else if keeps && !state.keeps_parts && !chunk.is_empty() {
                state.keep(at, &chunk);
            }
            let method = state.requests.last().map(|it| it.method.clone()).unwrap_or_default();
            match (reaction, method.as_str()) {
                (Reaction::Say(answer) | Reaction::KeepAndSay(answer), _) => answer,
                (Reaction::KeepAndCut, _) => return,
                (Reaction::Normal, "DELETE") => "204 No Content".to_owned(),
                (Reaction::Normal, "GET") => format!("200 OK\n\n{}", state.state()),
                (Reaction::Normal, _) if state.missing.is_empty() => state.finished.clone(),
                (Reaction::Normal, _) => format!("202 Accepted\n\n{}", state.state()),
            }
        };
        let (head, body) = answer.split_once("\n\n").unwrap_or((&answer, ""));
        let head = head.replace('\n', "\r\n");
        let answer = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        if connection.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

pub const UNIT: u64 = 320 << 10;

/// Numbers by chance, always the same ones.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

pub fn content(n: u64) -> Vec<u8> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut bytes = Vec::with_capacity(n as usize + 8);
    while (bytes.len() as u64) < n {
        bytes.extend_from_slice(&chance.next().to_le_bytes());
    }
    bytes.truncate(n as usize);
    bytes
}
