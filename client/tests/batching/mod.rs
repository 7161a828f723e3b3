//! A service on loopback that takes JSON batches, takes them apart, and answers as a test says.

use super::shop::Client;
use docwright_client::{BoxFuture, Retries, Time, Value};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request that came: its first line, the rest of its head in lower case, and its body.
#[derive(Clone, Debug)]
pub struct Asked {
    pub line: String,
    pub head: String,
    pub body: String,
}

impl Asked {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("a batch is JSON")
    }

    pub fn parts(&self) -> Vec<Value> {
        self.json()["requests"].as_array().expect("the requests").clone()
    }

    pub fn ids(&self) -> Vec<String> {
        let id = |part: &Value| part["id"].as_str().expect("an id").to_owned();
        self.parts().iter().map(id).collect()
    }
}

/// How often it was asked so far, and what; the answer's head and body, or `None` to hang up.
type Answer = dyn FnMut(usize, &Asked) -> Option<String> + Send;

/// A service, and a clock that takes no time.
pub struct Service {
    pub origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    clock: Clock,
}

impl Service {
    /// In an answer, `ORIGIN` stands for the service's own origin.
    pub fn start(
        answer: impl FnMut(usize, &Asked) -> Option<String> + Send + 'static,
    ) -> impl Future<Output = Self> {
        Self::open(Box::new(answer))
    }

    /// Compiled once for all answers.
    async fn open(mut answer: Box<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (own, taken) = (origin.clone(), asked.clone());
        tokio::spawn(async move {
            loop {
                let Ok((mut connection, _)) = listener.accept().await else { return };
                let Some(request) = read(&mut connection).await else { continue };
                let n_before = taken.lock().expect("no test panics").len();
                taken.lock().expect("no test panics").push(request.clone());
                let Some(text) = answer(n_before, &request) else { continue };
                let text = text.replace("ORIGIN", &own);
                let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
                let (head, n) = (head.replace('\n', "\r\n"), body.len());
                let text = format!(
                    "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {n}\r\n\r\n{body}"
                );
                let _ = connection.write_all(text.as_bytes()).await;
            }
        });
        Self { origin, asked, clock: Clock::default() }
    }

    /// Answers each batch with what a function says of its parts, the last one first.
    pub fn of_parts(
        mut part: impl FnMut(&Value) -> String + Send + 'static,
    ) -> impl Future<Output = Self> {
        Self::start(move |_, asked| {
            let mut answers: Vec<String> = asked.parts().iter().map(&mut part).collect();
            answers.reverse();
            Some(sheet(&answers))
        })
    }

    pub fn client(&self) -> Client {
        self.client_with(Retries::default())
    }

    pub fn client_with(&self, retries: Retries) -> Client {
        let builder = Client::builder().base_url(format!("{}/v1", self.origin)).token("t0k3n");
        let builder = builder.time(self.clock.clone()).retries(retries);
        // With this clock, any limit has passed at once.
        builder.timeout(None).idle_timeout(None).build().expect("the URL is one")
    }

    pub fn clock(&self) -> impl Time + use<> {
        self.clock.clone()
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panics").clone()
    }

    /// The waits so far, in seconds.
    pub fn waits(&self) -> Vec<u64> {
        self.clock.0.lock().expect("no test panics").iter().map(Duration::as_secs).collect()
    }
}

/// A sheet of answers.
pub fn sheet(answers: &[String]) -> String {
    let answers = answers.join(",");
    format!("200 OK\nContent-Type: application/json\n\n{{\"responses\":[{answers}]}}")
}

/// The answer to a part: JSON with a status.
pub fn json(part: &Value, status: u16, body: &str) -> String {
    let id = &part["id"];
    format!(
        "{{\"id\":{id},\"status\":{status},\"headers\":{{\"Content-Type\":\"application/json\"}},\"body\":{body}}}"
    )
}

/// The number of an order in the URL of a part.
pub fn number(part: &Value) -> u32 {
    let url = part["url"].as_str().expect("a URL");
    url.rsplit('/').next().and_then(|it| it.parse().ok()).expect("an order's URL")
}

pub fn order(part: &Value) -> String {
    let n = number(part);
    json(part, 200, &format!("{{\"id\":\"{n}\",\"note\":\"order {n}\"}}"))
}

pub fn not_found(part: &Value) -> String {
    json(part, 404, r#"{"error":{"code":"itemNotFound","message":"Nobody has it."}}"#)
}

pub fn busy(part: &Value, seconds: &str) -> String {
    let id = &part["id"];
    format!(
        "{{\"id\":{id},\"status\":429,\"headers\":{{\"Retry-After\":\"{seconds}\"}},\"body\":{{\"error\":{{\"code\":\"busy\"}}}}}}"
    )
}

/// A service that keeps to what a batch says of prerequisites: a part is carried out after what it depends on, if that
/// went well.
pub fn in_order(asked: &Asked, mut carry_out: impl FnMut(&Value) -> String) -> String {
    let (mut answers, mut went_well, mut seen) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for part in asked.parts() {
        let after = part["dependsOn"].as_array().cloned().unwrap_or_default();
        let after: Vec<String> = after.iter().map(Value::to_string).collect();
        let answer = if after.iter().any(|it| !seen.contains(it)) {
            json(&part, 400, r#"{"error":{"code":"unknownDependency"}}"#)
        } else if after.iter().any(|it| !went_well.contains(it)) {
            json(&part, 424, r#"{"error":{"code":"dependencyFailed"}}"#)
        } else {
            carry_out(&part)
        };
        let id = part["id"].to_string();
        if answer.contains("\"status\":200") {
            went_well.insert(id.clone());
        }
        seen.insert(id);
        answers.push(answer);
    }
    answers.reverse();
    sheet(&answers)
}

/// 29 February 2024, five seconds before midnight, for ever.
#[derive(Clone, Default)]
struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Time for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_251_195)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().expect("no test panics").push(duration);
        Box::pin(std::future::ready(()))
    }
}

async fn read(connection: &mut TcpStream) -> Option<Asked> {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let (line, head) = head.split_once("\r\n").unwrap_or((head, ""));
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.and_then(|it| it.parse().ok()).unwrap_or(0) {
                let (line, body) = (line.to_owned(), body.to_owned());
                return Some(Asked { line, head, body });
            }
        }
        match connection.read(&mut buffer).await {
            Ok(n) if n > 0 => request.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    }
}
