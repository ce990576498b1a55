//! The record as a user has it: the program, its server, its files.

mod commands;
mod cosigned;
mod http;
mod kill;
mod private;
mod server;
mod trouble;
