//! The `errbook` command.

fn main() {
    let sources = errbook::source::Sources::read(std::path::Path::new(
        &std::env::args().nth(1).unwrap_or("registry".into()),
    ))
    .unwrap();
    let (model, found) = errbook::check(&sources);
    for d in &found {
        println!("{}", errbook::diagnostic::render(d, &sources, false));
    }
    println!("{} findings, model {}", found.len(), model.is_some());
}
