//! The program from outside: what a user types, what stands on the screen, how it ends.

mod acceptance;
mod bad_input;
mod demo;
mod examine;
mod log;
mod others;
mod record;
mod run;
mod witness;
