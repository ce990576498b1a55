//! The writer's session.

use std::collections::HashMap;

use async_trait::async_trait;
use sqlx::Connection;
use sqlx::postgres::PgConnection;
use store::rows::{KnownObject, KnownSubmission};
use store::{Batch, StoreError, Writer};
use uuid::Uuid;

use crate::address::Address;
use crate::error::StoreErrorFrom;
use crate::{batch, objects, rows};

/// The one that writes: the session whose lock it is.
pub struct PostgresWriter {
    address: Address,
    /// Nothing once it was lost or stopped answering: its lock, and what became of its last transaction, are not known then.
    connection: Option<PgConnection>,
}

impl PostgresWriter {
    /// With a session that has the lock.
    pub fn new(address: Address, connection: PgConnection) -> Self {
        Self { address, connection: Some(connection) }
    }

    /// The session, taken out, so that a call dropped half-way leaves none behind whose state nobody knows.
    fn take(&mut self) -> Result<PgConnection, StoreError> {
        self.connection.take().ok_or_else(|| StoreError::Unreachable("the writer's session was lost".into()))
    }

    /// Puts the session back where it can be used further.
    fn back<T>(&mut self, connection: PgConnection, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if !matches!(done, Err(StoreError::Unreachable(_))) {
            self.connection = Some(connection);
        }
        done
    }
}

#[async_trait]
impl Writer for PostgresWriter {
    async fn known(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, KnownSubmission>, StoreError> {
        let mut connection = self.take()?;
        let sql = "SELECT s.idx, s.id, s.leaf, s.fingerprint, s.erased_by, s.organisation, s.replaced_by, p.salt
                   FROM submission s LEFT JOIN payload p ON p.idx = s.idx WHERE s.id = ANY($1)";
        let look = async { sqlx::query(sql).bind(ids).fetch_all(&mut connection).await.stored() };
        let found = self.address.answer(look).await;
        self.back(connection, found)?.iter().map(rows::known).collect()
    }

    async fn known_objects(&mut self, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError> {
        let mut connection = self.take()?;
        let found = self.address.answer(objects::known(&mut connection, objects)).await;
        self.back(connection, found)
    }

    async fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let mut connection = self.take()?;
        let write = async {
            let mut transaction = connection.begin().await.stored()?;
            batch::write(&mut transaction, batch).await?;
            transaction.commit().await.stored()
        };
        let written = self.address.answer(write).await;
        self.back(connection, written)
    }

    async fn holds(&mut self) -> bool {
        let Ok(mut connection) = self.take() else { return false };
        let answered = self.address.answer(async { connection.ping().await.stored() }).await;
        self.back(connection, answered).is_ok()
    }
}
