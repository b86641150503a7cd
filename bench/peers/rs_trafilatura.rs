// Runs rs-trafilatura: paths of pages on stdin, one a line; one JSON object a page on stdout, in the same order and in the form of
// `synoptic read`. Bytes go in as they lie on disk, with the crate's default options (comments off, tables on, page type found by
// itself); no address is given. bench/peers/install puts this file beside a Cargo.toml of its own, outside the repository.
use std::io::{BufRead, Write};

fn page(path: &str) -> serde_json::Value {
    let id = std::path::Path::new(path).file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let bytes = std::fs::read(path).unwrap_or_default();
    let options = rs_trafilatura::Options::default();
    let result = std::panic::catch_unwind(|| rs_trafilatura::extract_bytes_with_options(&bytes, &options));
    let Ok(Ok(found)) = result else {
        return serde_json::json!({"id": id, "outcome": "empty", "reason": "the library failed", "text": ""});
    };
    let outcome = if found.content_text.trim().is_empty() { "empty" } else { "article" };
    let mut report = serde_json::json!({"id": id, "outcome": outcome, "text": found.content_text});
    if let Some(title) = found.metadata.title {
        report["title"] = title.into();
    }
    if let Some(author) = found.metadata.author {
        report["byline"] = author.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    }
    if let Some(date) = found.metadata.date {
        report["published"] = date.format("%Y-%m-%d").to_string().into();
    }
    report
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines() {
        let Ok(path) = path else { break };
        if writeln!(out, "{}", page(&path)).and_then(|()| out.flush()).is_err() {
            break;
        }
    }
}
