//! The record as a user has it: the program, its server, its files.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod commands;
mod cosigned;
mod http;
mod kill;
mod postgres;
mod private;
mod server;
mod trouble;
