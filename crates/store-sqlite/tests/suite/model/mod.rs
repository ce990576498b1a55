//! Random walks through everything that can happen to a record, against a model of what must be true of it.
//!
//! `PROPTEST_CASES` says how many walks; the few by default take some seconds.

mod real;
mod reference;

use proptest::test_runner::Config;
use proptest_state_machine::prop_state_machine;

use real::Walk;

fn config() -> Config {
    let chosen = std::env::var_os("PROPTEST_CASES").is_some();
    let given = Config::default();
    Config { cases: if chosen { given.cases } else { 16 }, failure_persistence: None, max_shrink_iters: 300, ..given }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn the_record_keeps_its_word(sequential 1..25 => Walk);
}
