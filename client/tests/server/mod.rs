//! A server on loopback that answers from a script and takes down what it was asked.

use super::shop::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server that gives these answers, one a connection, and ends with the requests.
pub struct Server {
    pub origin: String,
    requests: JoinHandle<Vec<String>>,
}

impl Server {
    /// In an answer, `ORIGIN` stands for the server's own origin.
    pub async fn start(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        Self::on(listener, answers)
    }

    /// The same, on a port that was taken before: another server's answers may name it.
    pub fn on(listener: TcpListener, answers: &[&str]) -> Self {
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let answers: Vec<_> = answers.iter().map(|it| it.replace("ORIGIN", &origin)).collect();
        let requests = tokio::spawn(async move {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut connection, _) = listener.accept().await.expect("a connection");
                requests.push(read_request(&mut connection).await);
                let (head, body) = answer.split_once("\n\n").unwrap_or((&answer, ""));
                let head = head.replace('\n', "\r\n");
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
                );
                connection.write_all(answer.as_bytes()).await.expect("the client listens");
            }
            requests
        });
        Self { origin, requests }
    }

    pub fn client(&self) -> Client {
        let builder = Client::builder().base_url(format!("{}/v1", self.origin)).token("t0k3n");
        builder.build().expect("the URL is one")
    }

    /// The requests: method, path and options in the first line, headers in lower case, the body.
    pub async fn requests(self) -> Vec<String> {
        self.requests.await.expect("the script ran to its end")
    }
}

async fn read_request(connection: &mut TcpStream) -> String {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.and_then(|it| it.parse().ok()).unwrap_or(0) {
                let first = text.lines().next().unwrap_or_default();
                let rest = head.split_once("\r\n").map_or("", |(_, rest)| rest);
                return format!("{first}\n{rest}\n\n{body}").replace("\r\n", "\n");
            }
        }
        let n = connection.read(&mut buffer).await.expect("the client writes");
        assert!(n > 0, "the client hung up");
        request.extend_from_slice(&buffer[..n]);
    }
}
