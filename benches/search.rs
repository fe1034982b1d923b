//! How long the search of the site takes in headless Chromium.
//!
//! ```text
//! cargo bench --bench search                 # 20,000 codes
//! cargo bench --bench search -- 5000         # 5,000 codes
//! ```
//!
//! A site is rendered below `target/` and opened from disk. `first` is the first search on a page,
//! which reads the index; every other figure is the best of five, from the key press to the results
//! on the page. The goal is 50 ms, but a missed goal is not a failure. The browser is `$CHROMIUM` or
//! `/usr/bin/chromium`; its driver is installed by the tests, so run them first.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use serde_json::{Value, json};

const QUERIES: [&str; 7] = [
    "a",
    "part_17",
    "not found",
    "warehouse differs",
    "customer named branch paid 404",
    "part_19999_not_paid",
    "no such thing",
];

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let number = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let codes = number.map_or(Ok(20_000), |word| word.parse())?;
    let catalog = "catalog: parts\ntitle: Parts API\ncodes: { style: snake_case }\n\
                   envelope: { shape: { code: $code, message: $message } }\n";
    let section = section(codes)?;
    let sources =
        Sources::from_texts([("parts/catalog.yaml", catalog), ("parts/parts.yaml", &*section)]);
    let model = errbook::check(sources).model.ok_or("the registry does not compile")?;
    let site = TARGETS.iter().find(|target| target.name == "site").ok_or("there is no site")?;
    let start = Instant::now();
    let outputs = site.outputs(&model, &Options::default()).map_err(|error| error.to_string())?;
    println!("rendered {} files of {codes} codes in {:?}", outputs.len(), start.elapsed());

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search");
    let pages = outputs
        .iter()
        .filter(|output| output.path == "index.html" || output.path.starts_with("assets/"));
    for output in pages {
        let path = folder.join(&output.path);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(&path, &output.text)?;
        println!("{:>12} {}", output.text.len(), output.path);
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let said = Command::new("node")
        .arg(tests.join("slow/site/browser.mjs"))
        .args([tests.join("tools"), folder])
        .args(["time", &json!(QUERIES).to_string()])
        .output()?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
    }
    let times: Value = serde_json::from_slice(&said.stdout)?;
    let print = |label: &str, time: &Value| {
        let ms = time["ms"].as_f64().unwrap_or_default();
        println!("{ms:>9.1} ms {label:<8} {} {}", time["query"], time["said"]);
    };
    print("first", &times["first"]);
    times["rest"].as_array().into_iter().flatten().for_each(|time| print("", time));
    Ok(())
}

fn section(codes: usize) -> Result<String, std::fmt::Error> {
    let mut section = "section: Parts\nerrors:\n".to_owned();
    for index in 0..codes {
        write!(
            section,
            "  part_{index}_not_{}:\n    status: {}\n    description: The part {index} of the order \
             could not be sent to the {} that the customer named in the request.\n    cause: The \
             code of the warehouse differs from what the catalog of parts has, since it is {}.\n    \
             resolution: Request the parts again, and send the request with the codes that come back.\n",
            ["found", "allowed", "ready", "paid"][index % 4],
            [400, 404, 409, 422, 500][index % 5],
            ["address", "branch", "country"][index % 3],
            ["old", "new", "empty"][index % 3],
        )?;
    }
    Ok(section)
}
