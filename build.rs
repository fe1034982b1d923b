//! Renders the registry into `OUT_DIR`.

fn main() -> std::process::ExitCode {
    errbook::build_script::run()
}
