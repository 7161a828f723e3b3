use super::*;
use crate::source::FileId;

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = commands(text, Span::new(FileId(0), 0..text.len()), &[]);
    let others = found.without_method.iter().map(|it| format!("no method: {}", it.value));
    let shown = found.all.iter().map(
        |Command { request, is_plain, fields, is_of_parts, has_files, elsewhere, cut, answer }| {
            let body = request.body.map(|it| text[it.range()].to_owned());
            let body = body.map(|it| if *is_plain { it } else { format!("~{it}") });
            let headers = request.headers.iter().map(|it| it.name.value.clone());
            let line = [request.method.value.as_str().to_owned(), request.target.value.clone()];
            let names: Vec<&str> = fields.iter().map(|it| &text[it.span.range()]).collect();
            let kind = match (is_of_parts, has_files) {
                (true, true) => " in parts with files",
                (true, false) => " in parts",
                (false, _) => "",
            };
            let fields = (!fields.is_empty()).then(|| format!("({}{kind})", names.join(", ")));
            let elsewhere = elsewhere.as_ref().map(|_| "@".to_owned());
            let cut =
                cut.map(|it| format!("cut:{}", &text[it.at.start as usize..it.url.end as usize]));
            let answer = answer.map(|it| format!("=> {}", &text[it.range()]));
            let rest = [fields, elsewhere, cut, answer].into_iter().flatten();
            line.into_iter().chain(headers).chain(body).chain(rest).collect::<Vec<_>>().join(" ")
        },
    );
    assert_eq!(shown.chain(others).collect::<Vec<_>>().join("; "), expected);
}

#[test]
fn requests_of_commands() {
    check("curl https://a.example/lamps", "GET https://a.example/lamps");
    check("$ curl -sX POST -d '{\"a\": 1}' /lamps", "POST /lamps {\"a\": 1}");
    check(
        "curl --request PUT \\\n  --header 'Accept: x/y' \\\n  --data \"{\\\"a\\\": 1}\" \"https://a.example/lamps/5?x=1\"",
        "PUT https://a.example/lamps/5?x=1 Accept ~{\\\"a\\\": 1}",
    );
    check("curl -d a=1 -d b=2 /x", "POST /x ~a=1 (a, b)");
    check("curl -d 'a=1&b[c]=2' /x", "POST /x a=1&b[c]=2 (a, b[c])");
    check("curl -d $SENT /x", "POST /x @");
    check("curl -d \"${SENT}\" /x\ncurl --json @- /x", "POST /x @; POST /x @");
    check("curl --data-raw @a /x\ncurl -T a.png /x", "POST /x @a; PUT /x @");
    check("curl -d '$1.50' /x", "POST /x $1.50");
    check("curl --data-urlencode 'a=b&c=d' -d 'e=f&g=h' /x", "POST /x ~a=b&c=d (a, e, g)");
    check("curl -G -d a=1 --data-urlencode 'b=c & d' /x", "GET /x?a=1&b=c%20%26%20d");
    check("curl /x?a=1 --url-query b=2 -d c=3", "POST /x?a=1&b=2 c=3 (c)");
    check("curl -Os /x\ncurl -sSLH 'A: b' --no-buffer /y", "GET /x; GET /y A");
    check(
        "curl --request=POST /x\ncurl -svXPUT /y\ncurl -sd a=1 /z",
        "POST /x; PUT /y; POST /z a=1 (a)",
    );
    check("curl -I /x | head", "HEAD /x");
    check("curl /x\ncurl -XDELETE /y", "GET /x; DELETE /y");
    check("curl $HOST/x/y", "GET /x/y");
    check("curl --form \"file=@a.png\" /x", "POST /x ~file=@a.png (file in parts with files)");
    check("curl -F a=1 -F b=2 /x", "POST /x ~a=1 (a, b in parts)");
    check("curl /x?a=1&b=2", "GET /x?a=1&b=2 cut:&b=2");
    check("curl '/x?a=1&b=2'\ncurl /x?a=1 && b=2", "GET /x?a=1&b=2; GET /x?a=1");
    check("curl /x?a=\"1&b=2\"&c=3 -I", "HEAD /x?a=1&b=2&c=3 cut:&c=3");
    check("curl -d $'{\"a\": \"b c\"}' /x", "POST /x {\"a\": \"b c\"}");
    check("curl -d $'{\"a\": \"it\\'s\"}' /x", "POST /x ~{\"a\": \"it\\'s\"}");
    check("curl --json '{\"a\": 1}' /x", "POST /x {\"a\": 1}");
    check("curl.exe -X POST ^\n  -d a=1 ^\r\n  /x", "POST /x a=1 (a)");
    check("curl -X POST `\n  -d a=1 `\n  /x", "POST /x a=1 (a)");
    check("curl -X MOVE /x\ncurl /y", "GET /y; no method: MOVE /x");
    check("curl --request \"$METHOD\" /x -d a=1", "no method: $METHOD /x");
    check("not curl /x\ncurling /x\ncurl", "");
}

#[test]
fn documents_below_commands() {
    let document = "\n{\n  \"a\": 1\n}\nEOF\n";
    let sent = "POST /x {\n  \"a\": 1\n}";
    for begins in ["<<EOF", "<<'EOF'", "<< EOF", "<<-\"EOF\""] {
        check(&format!("curl -d @- /x {begins}{document}curl /y"), &format!("{sent}; GET /y"));
    }
    check(&format!("curl --json @- <<EOF \\\n  /x{document}"), sent);
    check("curl -d @- /x <<EOF\na=1", "POST /x a=1 (a)");
    check("curl -d @- /x <<EOF", "POST /x @");
    check("curl /x <<<EOF", "GET /x");
}

#[test]
fn what_is_not_closed_ends_with_the_text() {
    check("curl -d '{ /x", "");
    check("curl \"/é", "GET /é");
}

#[test]
fn answers_below_commands() {
    check("$ curl /x\n{\"a\": 1}\n", "GET /x => {\"a\": 1}");
    check("curl /x\n\n# Response:\n[]\n$ curl /y\n{}", "GET /x => []; GET /y => {}");
    check("curl -i /x\nHTTP/1.1 204 No Content\n", "GET /x => HTTP/1.1 204 No Content");
    check("curl -d a=1 /x\n{}", "POST /x a=1 (a) => {}");
    check("curl /x\n{\n}\n\n# Then:\ncurl /y\n[]\n$ ls\n", "GET /x => {\n}; GET /y => []");
    check("$ curl -X POST /x\n{}", "POST /x => {}");
    // What it sends, as likely as not.
    check("curl -X POST /x\n{}", "POST /x");
    check("curl /x\nfound", "GET /x");
    check("curl -X MOVE /x\n{}\ncurl /y", "GET /y; no method: MOVE /x");
}
