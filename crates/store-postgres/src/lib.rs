//! The record in PostgreSQL.
