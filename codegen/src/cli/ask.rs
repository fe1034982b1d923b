//! Questions, which are asked on a terminal only: whatever runs errbook without one gets the defaults.

use std::io::{self, BufRead, IsTerminal};
use std::sync::atomic::Ordering;

use super::{Failure, print_error, progress};
use crate::error::Error;
use crate::visible::word;

/// Whether questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Somebody sits at a terminal.
    Person,
    /// The defaults are the answers.
    Nobody,
}

impl Ask {
    /// Asks if both the questions and the answers go through a terminal, unless `--yes` says not to.
    pub(super) fn unless(yes: bool) -> Ask {
        let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        if terminal && !yes && !super::QUIET.load(Ordering::Relaxed) {
            Ask::Person
        } else {
            Ask::Nobody
        }
    }

    /// The answer to a question, or the default for an empty line.
    pub(super) fn text(self, question: &str, default: &str) -> Result<String, Failure> {
        if self == Ask::Nobody {
            return Ok(default.to_owned());
        }
        let shown =
            if default.is_empty() { String::new() } else { format!(" [{}]", word(default)) };
        progress::rest();
        print_error(&format!("{question}{shown}: "))?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line)?;
        if read == 0 {
            print_error("\n")?;
            return Err(Error::Usage("no answer: wrote nothing".to_owned()).into());
        }
        let answer = line.trim();
        Ok(if answer.is_empty() { default } else { answer }.to_owned())
    }

    /// One of some words; asks again until the answer is one, or the beginning of only one.
    pub(super) fn choice<'w>(
        self,
        question: &str,
        words: &[&'w str],
        default: &'w str,
    ) -> Result<&'w str, Failure> {
        let question = format!("{question} ({})", words.join(", "));
        loop {
            let answer = self.text(&question, default)?;
            if let Some(known) = words.iter().find(|known| **known == answer) {
                return Ok(known);
            }
            let mut near = words.iter().filter(|known| known.starts_with(&answer));
            if let (Some(known), None) = (near.next(), near.next()) {
                return Ok(known);
            }
            print_error(&format!("there is no `{}`\n", word(&answer)))?;
        }
    }
}
