//! The real thing, led through the same steps.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::future::join_all;
use proptest_state_machine::StateMachineTest;
use store::clock::Clock as _;
use store::sequencer::{Answer, Limits, Receipt, Work};
use store::story::faulty::{Fault, Faulty};
use store::story::report::{Report, attach, erase, file, id, open, report, station};
use store::story::running::{Hands, Running};
use store::story::{Database as _, verify};
use store::{Reader, Store};
use tokio::runtime::Runtime;

use super::reference::{Ask, Expected, Known, Model, Step};
use crate::common::Sqlite;

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap())
}

/// A record at work, and everything that anybody was ever told about it.
pub struct Walk {
    model: Model,
    database: Sqlite,
    faulty: Arc<Faulty>,
    running: Option<Running>,
    hands: Hands,
    /// Receipts of reports.
    given: HashMap<u64, Receipt>,
    /// Receipts of files, by report and file.
    files: HashMap<(u64, u8), Receipt>,
    /// Every checkpoint that was shown.
    shown: Vec<String>,
    backups: Vec<Sqlite>,
}

fn sent(number: u64, text: u8, files: &[u8]) -> Report {
    let report = report(number).saying(&format!("answer {text}")).with(files.iter().map(|content| photograph(*content)));
    if number.is_multiple_of(2) { report.hiding("who saw it") } else { report }
}

fn photograph(content: u8) -> store::prepare::File {
    file(&format!("{content}.jpg"), 2 * content)
}

fn work(ask: &Ask) -> Work {
    match ask {
        Ask::Submit { number, text, files } => sent(*number, *text, files).work(),
        Ask::Attach { number, files } => attach(id(*number), &files.iter().map(|content| photograph(*content)).collect::<Vec<_>>()),
        Ask::Erase { number } => erase(id(*number)),
        Ask::Open { number } => open(id(*number)),
        Ask::Define { number } => station(&number.to_string(), "a station"),
    }
}

impl Walk {
    async fn begin() -> Self {
        let database = Sqlite::new();
        let hands = Hands::default();
        let (faulty, running) = started(&database, &hands).await;
        let shown = vec![running.sequencer.head().note.clone()];
        let (given, files) = (HashMap::new(), HashMap::new());
        Self { model: Model::default(), database, faulty, running: Some(running), hands, given, files, shown, backups: Vec::new() }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.running().store)
    }

    /// Goes on in another folder. What ran before is stopped at once.
    async fn move_to(&mut self, database: Sqlite) {
        if let Some(running) = self.running.take() {
            running.crash().await;
        }
        let (faulty, running) = started(&database, &self.hands).await;
        (self.database, self.faulty, self.running) = (database, faulty, Some(running));
    }

    async fn step(&mut self, step: Step) {
        match step {
            Step::Ask(asks) => self.ask(&asks).await,
            Step::Fail { after, reports } => self.fail(after, &reports).await,
            Step::Crash { reports, micros } => self.crash(&reports, micros).await,
            Step::Restart => {
                self.running.take().unwrap().stop().await;
                (self.faulty, self.running) = {
                    let (faulty, running) = started(&self.database, &self.hands).await;
                    (faulty, Some(running))
                };
            }
            // A connection that was dropped may still be closing.
            Step::Scrub => while self.store().scrub().await.is_err() {},
            Step::Backup => self.backup().await,
            Step::Restore { backup } => self.restore(backup % self.backups.len()).await,
            Step::Clock { seconds } => self.hands.set(self.hands.wall().saturating_add_signed(seconds)),
        }
        self.shown.push(self.running().sequencer.head().note.clone());
    }

    async fn ask(&mut self, asks: &[Ask]) {
        let answers = join_all(asks.iter().map(|ask| self.running().put(work(ask)))).await;
        for (ask, answer) in asks.iter().zip(answers) {
            let expected = self.model.ask(ask);
            self.told(ask, expected, answer);
        }
    }

    /// Compares an answer with what must be answered, and its receipts with those given before.
    fn told(&mut self, ask: &Ask, expected: Expected, answer: Answer) {
        let (receipt, attached) = match (expected, answer) {
            (Expected::Created, Answer::Created { receipt, attachments })
            | (Expected::Repeated, Answer::Repeated { receipt, attachments }) => (receipt, attachments),
            (Expected::Created, Answer::Changed { receipt, .. }) => (receipt, Vec::new()),
            (Expected::Conflict, Answer::Conflict) | (Expected::Erased, Answer::Erased) | (Expected::Unknown, Answer::Unknown) => return,
            (Expected::Gone { files }, Answer::Gone { attachments, receipt }) if attachments.len() == files => {
                self.shown.push(receipt.checkpoint.to_string());
                return;
            }
            (expected, answer) => panic!("{ask:?} was to be {expected:?} and is {answer:?}"),
        };
        self.shown.push(receipt.checkpoint.to_string());
        let (number, files) = match ask {
            Ask::Submit { number, files, .. } | Ask::Attach { number, files } => (*number, files),
            _ => return,
        };
        assert_eq!(*self.given.entry(number).or_insert_with(|| receipt.clone()), receipt, "another receipt for {ask:?}");
        assert_eq!(files.len(), attached.len());
        for (file, receipt) in files.iter().zip(attached) {
            self.shown.push(receipt.checkpoint.to_string());
            assert_eq!(*self.files.entry((number, *file)).or_insert_with(|| receipt.clone()), receipt, "another receipt for {ask:?}");
        }
    }

    /// Whoever was refused sends again; a report that only seemed to fail is a repeat then.
    async fn again(&mut self, reports: &[(u64, u8)]) {
        for (number, text) in reports {
            let ask = Ask::Submit { number: *number, text: *text, files: Vec::new() };
            let mut expected = self.model.ask(&ask);
            let answer = self.running().put(work(&ask)).await;
            if matches!((&expected, &answer), (Expected::Created, Answer::Repeated { .. })) {
                expected = Expected::Repeated;
            }
            self.told(&ask, expected, answer);
        }
    }

    async fn fail(&mut self, after: bool, reports: &[(u64, u8)]) {
        self.faulty.next([if after { Fault::After } else { Fault::Before }]);
        let head = self.running().sequencer.head();
        let works = reports.iter().map(|(number, text)| self.running().sequencer.put(sent(*number, *text, &[]).work()));
        let answers = join_all(works).await;
        // One commit fails. Reports of one batch are refused together; those of a later batch are written.
        if answers.iter().all(Result::is_err) {
            assert_eq!(self.running().sequencer.head(), head, "what was refused is shown");
        }
        self.faulty.clear();
        // Answers that came all the same must stand: they are asked for again, and must be the same.
        let stand: Vec<_> = reports.iter().zip(answers).filter_map(|((number, _), answer)| Some((*number, answer.ok()?))).collect();
        self.again(reports).await;
        self.stand(stand);
    }

    /// Receipts of answers given before are those that are given now.
    fn stand(&self, answers: Vec<(u64, Answer)>) {
        for (number, answer) in answers {
            if let Answer::Created { receipt, .. } | Answer::Repeated { receipt, .. } = answer {
                assert_eq!(self.given.get(&number), Some(&receipt), "an acknowledged report has another receipt");
            }
        }
    }

    /// As after `kill -9`: the files as they are at one moment, with reports on their way, are all that is left.
    async fn crash(&mut self, reports: &[(u64, u8)], micros: u64) {
        let mut sending = Vec::new();
        for (number, text) in reports.iter().copied() {
            let sequencer = self.running().sequencer.clone();
            sending.push((number, tokio::spawn(async move { sequencer.put(sent(number, text, &[]).work()).await })));
        }
        tokio::time::sleep(Duration::from_micros(micros)).await;
        let (before, _): (Vec<_>, Vec<_>) = sending.into_iter().partition(|(_, sender)| sender.is_finished());
        let left = Sqlite::new();
        // The database's file itself is written only when the log is emptied into it, which nothing here does meanwhile.
        for name in ["record.sqlite", "record.sqlite-wal"] {
            if let Ok(bytes) = fs::read(self.database.folder().join(name)) {
                fs::write(left.folder().join(name), bytes).unwrap();
            }
        }
        let mut acknowledged = Vec::new();
        for (number, sender) in before {
            acknowledged.push((number, sender.await.unwrap().unwrap()));
        }
        self.move_to(left).await;
        self.again(reports).await;
        self.stand(acknowledged);
    }

    async fn backup(&mut self) {
        self.model.backups += 1;
        let copy = Sqlite::new();
        let moment = self.store().snapshot().await.unwrap();
        let target = copy.open().await;
        store::copy::copy(&*moment, &*target, &mut |_, _| ()).await.unwrap();
        assert_eq!(target.head().await.unwrap(), moment.head().await.unwrap());
        verify::whole(&*target).await;
        self.backups.push(copy);
    }

    /// A backup that ends as the latest checkpoint shown is the record; an older one contradicts it, whatever is put on top.
    async fn restore(&mut self, backup: usize) {
        let latest = self.running().sequencer.head();
        let restored = Sqlite::new();
        let target = restored.open().await;
        store::copy::copy(&*self.backups[backup].open().await, &*target, &mut |_, _| ()).await.unwrap();
        let found = target.head().await.unwrap().unwrap();
        let latest_shown = [latest.note.clone()];
        let fits = verify::continues(Arc::clone(&target) as _, &latest_shown).await;
        assert_eq!(fits, found == *latest, "an older backup is told by the latest checkpoint shown");
        if fits {
            return self.move_to(restored).await;
        }
        let fork = Running::start_soon(target).await;
        while fork.sequencer.head().size <= latest.size {
            fork.put(station("another", "history")).await;
        }
        assert!(!verify::continues(Arc::clone(&fork.store) as _, &latest_shown).await, "a fork goes unseen");
        fork.stop().await;
    }

    async fn invariants(&self) {
        let store = self.store();
        let reader: Arc<dyn Reader> = Arc::clone(&store) as _;
        assert!(verify::continues(reader, &self.shown).await, "a checkpoint that was shown is contradicted");
        let checked = verify::whole(&*store).await;
        assert_eq!(checked.submissions, self.model.reports.len() as u64);
        let size = self.running().sequencer.head().size;
        for (number, known) in &self.model.reports {
            self.report(*number, known).await;
        }
        assert_eq!(self.running().sequencer.head().size, size, "a repeat was entered");
    }

    /// Everything acknowledged is there with the same receipt, and what was erased is not.
    async fn report(&self, number: u64, known: &Known) {
        let row = self.running().store.submission(id(number)).await.unwrap().unwrap();
        assert_eq!((row.index, row.leaf), (self.given[&number].index, self.given[&number].leaf));
        let payload = self.running().store.payloads(row.index..row.index + 1).await.unwrap().pop();
        match known {
            Known::Erased => {
                assert!(row.erased_by.is_some() && payload.is_none() && row.station.is_empty());
                assert_eq!(self.running().put(sent(number, 0, &[]).work()).await, Answer::Erased);
            }
            Known::Present { text, files } => {
                assert!(row.erased_by.is_none() && payload.is_some());
                let all: Vec<u8> = files.iter().copied().collect();
                let (receipt, attached) = self.running().same_report(&sent(number, *text, &all)).await;
                assert_eq!(receipt, self.given[&number]);
                for (file, receipt) in all.iter().zip(attached) {
                    assert_eq!(receipt, self.files[&(number, *file)]);
                }
                let kept = self.running().store.attachments_of(row.index).await.unwrap();
                assert_eq!(kept.iter().map(|row| row.name.clone()).collect::<BTreeSet<_>>().len(), files.len());
            }
        }
    }
}

async fn started(database: &Sqlite, hands: &Hands) -> (Arc<Faulty>, Running) {
    let faulty = Faulty::around(database.open().await);
    let running = Running::start_with(Arc::clone(&faulty) as _, Limits::default(), hands.clone()).await.unwrap();
    (faulty, running)
}

impl StateMachineTest for Walk {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        runtime().block_on(Self::begin())
    }

    fn apply(mut walk: Self, after: &Model, step: Step) -> Self {
        runtime().block_on(walk.step(step));
        assert_eq!(walk.model.reports, after.reports, "the test itself lost its way");
        walk
    }

    fn check_invariants(walk: &Self, _: &Model) {
        runtime().block_on(walk.invariants());
    }
}
