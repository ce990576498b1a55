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
    dir.remember(&Config { database: Some(url.to_owned()), objects: None }).unwrap();
    assert_eq!(dir.database(None).unwrap().as_deref(), Some(url), "it is remembered");
    let changed = "postgres://b:other@host/scrutineer?sslmode=require";
    assert_eq!(dir.database(Some(changed)).unwrap().as_deref(), Some(changed), "another password is not another database");
    let other = dir.database(Some("postgres://a@host/another")).unwrap_err();
    assert_eq!(other.code(), "DATA-DIR-OTHER-DATABASE");
    assert!(!other.to_string().contains("secret"));
}

#[tokio::test]
async fn a_database_that_could_not_be_opened_is_not_remembered() {
    let (_folder, dir) = fresh();
    let wrong = "postgres://nobody@127.0.0.1:1/none";
    let url = dir.database(Some(wrong)).unwrap();
    assert!(dir.store(url.as_deref()).await.is_err());
    assert_eq!(dir.database(None).unwrap(), None);
    assert!(!dir.root().join("config.toml").exists());
}

#[tokio::test]
async fn a_record_is_for_its_owner_alone_in_a_directory_that_is_not() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    std::fs::create_dir(&root).unwrap();
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o755)).unwrap();
    let dir = DataDir::create(&root).unwrap();
    let store = dir.store(None).await.unwrap();
    store.set("a", "b").await.unwrap();
    for entry in std::fs::read_dir(&root).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?} has mode {mode:o}", entry.file_name());
    }
    assert_eq!(dir.exposed(), Vec::<PathBuf>::new());
    std::fs::set_permissions(dir.sqlite(), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(dir.exposed(), [dir.sqlite()]);
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(dir.exposed(), Vec::<PathBuf>::new(), "nobody gets to it");
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
