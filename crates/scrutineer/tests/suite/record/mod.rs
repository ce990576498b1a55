//! The record as a user has it: the program, its server, its files.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod backups;
mod commands;
mod cosigned;
mod custodians;
mod http;
mod kill;
mod postgres;
mod private;
mod server;
mod slow;
mod trouble;
