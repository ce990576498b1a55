//! A store that reads through something else: a pool, another store. Written once for all of them.

/// Implements [`Reader`](crate::Reader) for a type by asking another reader of its own: `read_through!(MyStore, |store| store.reader)`.
/// In braces behind it `head_covering` can be given another body. The crate that uses it depends on `async-trait` and `uuid`.
#[macro_export]
macro_rules! read_through {
    ($store:ty, |$this:ident| $inner:expr) => {
        $crate::read_through!($store, |$this| $inner, {
            async fn head_covering(&self, index: u64) -> Result<Option<$crate::rows::Head>, $crate::StoreError> {
                let $this = self;
                $inner.head_covering(index).await
            }
        });
    };
    ($store:ty, |$this:ident| $inner:expr, { $($own:tt)* }) => {
        $crate::read_through!(@all $store, $this, $inner, { $($own)* },
            get(name: &str) -> Option<String>;
            head() -> Option<$crate::rows::Head>;
            heads(from: u64, limit: u32) -> Vec<$crate::rows::Head>;
            cosignatures(sizes: ::std::ops::Range<u64>) -> Vec<$crate::rows::CosignatureRow>;
            cosigned_size(size: u64) -> Option<u64>;
            latest_cosigned() -> Option<u64>;
            entries(range: ::std::ops::Range<u64>) -> Vec<Vec<u8>>;
            tile(level: u8, index: u64) -> Option<Vec<u8>>;
            payloads(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::PayloadRow>;
            sealed(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::SealedRow>;
            submission(id: ::uuid::Uuid) -> Option<$crate::rows::SubmissionRow>;
            submissions(page: &$crate::rows::Page) -> Vec<$crate::rows::SubmissionRow>;
            submissions_in(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::SubmissionRow>;
            attachments_of(submission: u64) -> Vec<$crate::rows::AttachmentRow>;
            attachments_in(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::AttachmentRow>;
            uses_of(sha256: &[u8; 32], working: Option<&[u8; 32]>) -> (u64, u64);
            forms_in(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::FormRow>;
            object(noun: &str, id: &str) -> Option<$crate::rows::ObjectRow>;
            object_history(noun: &str, id: &str) -> Vec<$crate::rows::ObjectRow>;
            objects(page: &$crate::rows::ObjectPage) -> Vec<$crate::rows::ObjectRow>;
            objects_in(range: ::std::ops::Range<u64>) -> Vec<$crate::rows::ObjectRow>;
            document(kind: &str, id: &str) -> Option<$crate::rows::DocumentRow>;
            document_by(kind: &str, lookup: &str) -> Option<$crate::rows::DocumentRow>;
            documents(kind: &str, after: Option<&str>, limit: u32) -> Vec<$crate::rows::DocumentRow>;
            document_kinds() -> Vec<String>;
            submission_counts() -> Vec<(Option<String>, u64)>;
            tokens() -> Vec<$crate::rows::TokenRow>;
            token(hash: &[u8; 32]) -> Option<$crate::rows::TokenRow>;
        );
    };
    (@all $store:ty, $this:ident, $inner:expr, { $($own:tt)* }, $($name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {
        #[::async_trait::async_trait]
        impl $crate::Reader for $store {
            $($own)*
            $(async fn $name(&self, $($arg: $type),*) -> Result<$out, $crate::StoreError> {
                let $this = self;
                $inner.$name($($arg),*).await
            })*
        }
    };
}
