use super::*;

fn fresh() -> (tempfile::TempDir, DataDir) {
    let folder = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&folder.path().join("data")).unwrap();
    (folder, dir)
}

#[test]
fn a_directory_has_one_database() {
    let (_folder, dir) = fresh();
    assert_eq!(dir.database(None).unwrap(), None);
    let url = "postgres://a:secret@host/scrutineer";
    assert_eq!(dir.database(Some(url)).unwrap().as_deref(), Some(url));
    assert_eq!(dir.database(None).unwrap().as_deref(), Some(url), "it is remembered");
    let changed = "postgres://b:other@host/scrutineer?sslmode=require";
    assert_eq!(dir.database(Some(changed)).unwrap().as_deref(), Some(changed), "another password is not another database");
    let other = dir.database(Some("postgres://a@host/another")).unwrap_err();
    assert_eq!(other.code(), "DATA-DIR-OTHER-DATABASE");
    assert!(!other.to_string().contains("secret"));
}

#[test]
fn a_record_in_the_directory_is_not_left_for_another() {
    let (_folder, dir) = fresh();
    std::fs::write(dir.sqlite(), b"").unwrap();
    assert!(matches!(dir.database(Some("postgres://host/x")), Err(DataDirError::OtherDatabase)));
}

#[test]
fn keys_are_made_once_and_for_the_owner_alone() {
    let (_folder, dir) = fresh();
    let key = dir.log_key(Some("example.org/log")).unwrap();
    assert_eq!(dir.log_key(None).unwrap().verifier(), key.verifier());
    assert_eq!(dir.log_public().unwrap().unwrap(), *key.verifier());
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(dir.root().join("keys/log.key")).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    assert!(matches!(dir.log_key(Some("other.org/log")), Err(DataDirError::OtherName { .. })));
}

#[test]
fn a_missing_directory_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = DataDir::existing(&folder.path().join("nowhere")).unwrap_err();
    assert_eq!(error.code(), "DATA-DIR-MISSING");
}
