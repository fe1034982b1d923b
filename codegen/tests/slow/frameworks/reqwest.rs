//! A client with reqwest of the service that is named by its address.

use api_errors::RetryPolicy;
use api_errors::shop::{ClientError, Details};
use std::time::{Duration, SystemTime};

type Failure = ClientError<reqwest::Error>;

async fn get(address: &str) -> Result<String, Failure> {
    let response = Failure::check(reqwest::get(address).await?).await?;
    Ok(response.text().await?)
}

#[tokio::main]
async fn main() {
    let address = std::env::args().nth(1).expect("an address");
    let at = |path: &str| format!("http://{address}{path}");
    assert_eq!(get(&at("/fine")).await.expect("a success"), "fine");
    let missing = get(&at("/orders/o-7")).await.expect_err("no order");
    let details = missing.api().and_then(|error| error.details());
    assert!(matches!(details, Some(Details::OrderNotFound(it)) if it.order_id == "o-7"));
    assert!(!missing.is_retryable());
    let busy = get(&at("/busy")).await.expect_err("too many");
    assert!(busy.is_retryable());
    assert_eq!(busy.retry_delay(SystemTime::now()), Some(Duration::from_secs(30)));
    let other = get(&at("/json")).await.expect_err("no error of the catalog");
    assert!(matches!(other, ClientError::Unexpected(_)));
    let nobody = get("http://127.0.0.1:9/").await.expect_err("nobody listens");
    assert!(matches!(nobody, ClientError::Transport(_)));
    // In a task that the runtime may move between threads, with what it borrows.
    let (client, missing) = (reqwest::Client::new(), at("/orders/o-7"));
    let task = tokio::spawn(async move {
        let send = async || Failure::check(client.get(&missing).send().await?).await;
        RetryPolicy::default().run(send, async |_| {}).await.map(drop)
    });
    let missing = task.await.expect("it ends").expect_err("no order");
    assert_eq!(missing.status(), Some(404));
    println!("done");
}
