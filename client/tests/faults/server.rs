//! A server on loopback that fails as real ones do: it keeps connections, breaks them at any byte, sends slowly, in chunks,
//! packed, or without an end, and takes down what it was asked.

use crate::answers::Step;
pub use crate::answers::{Answer, answer, bomb, gzipped, ok, partial};
use crate::shop::Client;
use docwright_client::{BoxFuture, ClientBuilder, Time};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// What no log, error or panic may show.
pub const TOKEN: &str = "s3cr3t-t0k3n";

/// The most of a request's body that is kept; longer ones are counted only.
const MOST_KEPT: usize = 2 << 20;

/// A request that has come.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The how manieth request it is, from 0 on.
    pub index: usize,
    /// The how manieth connection it came over, from 0 on.
    pub connection: usize,
    /// Its first line, without the version.
    pub line: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub n_body: u64,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter().filter(|(it, _)| it == name);
        let first = all.next().map(|(_, value)| value.as_str());
        assert!(all.next().is_none(), "`{name}` came twice");
        first
    }

    /// The first byte of the range that was asked for.
    pub fn range_start(&self) -> Option<usize> {
        self.header("range")?.strip_prefix("bytes=")?.split('-').next()?.parse().ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

type Script = dyn Fn(&Seen) -> Answer + Send + Sync;

/// How it treats connections.
#[derive(Clone, Default)]
pub struct Manners {
    /// The first connections are reset before anything is read.
    pub n_deaf: usize,
    /// A pause after each 64 KiB of a request's body.
    pub reading_pause: Duration,
    /// What the first request is answered when its head has come, before its body.
    pub early: Option<Answer>,
}

/// A server, until it is dropped.
pub struct Server {
    pub origin: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    n_connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// One that gives these answers, each once, and then `500`.
    pub async fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        Self::start(move |seen| match answers.get(seen.index) {
            Some(answer) => answer.clone(),
            None => answer("500 The Script Is Over", ""),
        })
        .await
    }

    pub fn start(
        script: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    ) -> impl Future<Output = Self> {
        Self::open(Manners::default(), Arc::new(script))
    }

    pub fn with(
        manners: Manners,
        script: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    ) -> impl Future<Output = Self> {
        Self::open(manners, Arc::new(script))
    }

    /// Compiled once for all scripts.
    async fn open(manners: Manners, script: Arc<Script>) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        if !manners.reading_pause.is_zero() {
            // Or the system would take megabytes before anybody reads.
            socket.set_recv_buffer_size(64 << 10).expect("a size");
        }
        socket.bind(([127, 0, 0, 1], 0).into()).expect("loopback has a free port");
        let listener = socket.listen(1024).expect("a listener");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let n_connections = Arc::<AtomicUsize>::default();
        let (all, n_all) = (seen.clone(), n_connections.clone());
        let task = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let number = n_all.fetch_add(1, Ordering::SeqCst);
                if number < manners.n_deaf {
                    let _ = stream.set_zero_linger();
                    continue;
                }
                let (all, script, manners) = (all.clone(), script.clone(), manners.clone());
                // A connection that breaks is what is tested.
                connections.spawn(async move {
                    let _ = serve(stream, number, &all, &*script, &manners).await;
                });
            }
        });
        Self { origin, seen, n_connections, task }
    }

    /// All requests that have come.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no panic").clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|it| it.line).collect()
    }

    pub fn n_connections(&self) -> usize {
        self.n_connections.load(Ordering::SeqCst)
    }

    /// Settings of a client of it, whose waits take no time: they are taken down. It has no time limits.
    pub fn settings(&self) -> (ClientBuilder<Client>, Clock) {
        let clock = Clock::default();
        let builder = self.real().time(clock.clone()).timeout(None).idle_timeout(None);
        (builder, clock)
    }

    pub fn client(&self) -> Client {
        self.settings().0.build().expect("the URL is one")
    }

    /// The same with the machine's own time.
    pub fn real(&self) -> ClientBuilder<Client> {
        Client::builder().base_url(format!("{}/v1", self.origin)).token(TOKEN)
    }
}

async fn serve(
    mut stream: TcpStream,
    connection: usize,
    all: &Mutex<Vec<Seen>>,
    script: &Script,
    manners: &Manners,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut here = Vec::new();
    loop {
        let Some(mut seen) = read_head(&mut stream, &mut here).await? else { return Ok(()) };
        seen.connection = connection;
        if let Some(early) = manners.early.as_ref().filter(|_| connection == 0) {
            stream.write_all(&early.bytes()).await?;
        }
        read_body(&mut stream, &mut here, &mut seen, manners).await?;
        {
            let mut all = all.lock().expect("no panic");
            seen.index = all.len();
            all.push(seen.clone());
        }
        for step in script(&seen).0 {
            match step {
                Step::Bytes(bytes) => stream.write_all(&bytes).await?,
                Step::Pause(pause) => tokio::time::sleep(pause).await,
                Step::Zeros(n) => {
                    let zeros = [0_u8; 64 << 10];
                    let mut n = n;
                    while n > 0 {
                        let piece =
                            &zeros[..zeros.len().min(usize::try_from(n).unwrap_or(usize::MAX))];
                        stream.write_all(piece).await?;
                        n -= piece.len() as u64;
                    }
                }
                Step::Reset => {
                    // What was sent is read first, however busy the machine is: both ends are on this thread.
                    for _ in 0..100 {
                        tokio::task::yield_now().await;
                    }
                    stream.set_zero_linger()?;
                    return Ok(());
                }
                Step::CountDown(count) => {
                    count.fetch_sub(1, Ordering::SeqCst);
                }
                Step::Close => return stream.shutdown().await,
            }
        }
    }
}

async fn read_head(stream: &mut TcpStream, here: &mut Vec<u8>) -> std::io::Result<Option<Seen>> {
    let mut buffer = [0; 16 << 10];
    let end = loop {
        if let Some(at) = here.windows(4).position(|it| it == b"\r\n\r\n") {
            break at;
        }
        match stream.read(&mut buffer).await? {
            0 => return Ok(None),
            n => here.extend_from_slice(&buffer[..n]),
        }
    };
    let head = String::from_utf8_lossy(&here[..end]).into_owned();
    here.drain(..end + 4);
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    let headers = lines.filter_map(|it| it.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Ok(Some(Seen { line, headers, ..Seen::default() }))
}

async fn read_body(
    stream: &mut TcpStream,
    here: &mut Vec<u8>,
    seen: &mut Seen,
    manners: &Manners,
) -> std::io::Result<()> {
    assert_eq!(seen.header("transfer-encoding"), None, "a body's length is always known");
    let n = seen.header("content-length").map_or(0, |it| it.parse().expect("a length"));
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n_here = here.len().min(usize::try_from(n - seen.n_body).unwrap_or(usize::MAX));
        let piece = here.drain(..n_here);
        let n_room = MOST_KEPT.saturating_sub(seen.body.len());
        seen.body.extend(piece.take(n_room));
        seen.n_body += n_here as u64;
        if seen.n_body == n {
            return Ok(());
        }
        if !manners.reading_pause.is_zero() {
            tokio::time::sleep(manners.reading_pause).await;
        }
        match stream.read(&mut buffer).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => here.extend_from_slice(&buffer[..n]),
        }
    }
}

/// A clock whose waits take no time. It stands at 29 February 2024, five seconds before midnight.
#[derive(Clone, Default)]
pub struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().expect("no panic").clone()
    }

    pub fn seconds(&self) -> Vec<u64> {
        self.waits().iter().map(Duration::as_secs).collect()
    }
}

impl Time for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_251_195)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().expect("no panic").push(duration);
        Box::pin(std::future::ready(()))
    }
}
