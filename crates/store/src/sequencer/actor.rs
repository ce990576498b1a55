//! The task itself: gather, assemble, sign, commit, answer.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tlog::writer::TileWriter;
use tlog::{Checkpoint, Hash, SignerKey, hash};
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use crate::clock::{Clock, JumpWatch};
use crate::rows::{Batch, Head};
use crate::{Store, StoreError, Writer};

use super::assemble::{Assembly, Known, Outcome};
use super::objects::{self, Latest};
use super::state;
use super::status::Status;
use super::work::{Answer, Company, Receipt, Work};
use super::{Room, SequencerError};

/// How long after a failure the database is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// A work and whoever waits for it.
pub struct Job {
    /// What to do.
    pub work: Work,
    /// Where to answer. Whoever stopped waiting is not missed.
    pub answer: oneshot::Sender<Result<Answer, SequencerError>>,
    /// The room it takes until it is done, whether somebody waits or not.
    pub room: Room,
}

/// The one that writes.
pub struct Actor {
    store: Arc<dyn Store>,
    /// Nothing after a failure: lock and tree are then taken anew.
    ready: Option<(Box<dyn Writer>, TileWriter)>,
    key: SignerKey,
    clock: Box<dyn Clock>,
    watch: JumpWatch,
    most: usize,
    queue: mpsc::Receiver<Job>,
    /// Works about a submission, or objects, that the batch before them was about too.
    deferred: VecDeque<Job>,
    head: watch::Sender<Arc<Head>>,
    status: Arc<Status>,
}

impl Actor {
    /// Takes the lock, and begins the log where there is none.
    pub async fn start(
        store: Arc<dyn Store>,
        key: SignerKey,
        clock: Box<dyn Clock>,
        most: usize,
        queue: mpsc::Receiver<Job>,
        status: Arc<Status>,
    ) -> Result<(Self, watch::Receiver<Arc<Head>>), StoreError> {
        let mut writer = store.writer().await?;
        let (head, tree) = if let Some(there) = state::load(&*store, &key).await? {
            there
        } else {
            let tree = TileWriter::new();
            let head = sign(&key, &tree)?;
            writer.commit(&Batch { heads: vec![head.clone()], ..Batch::default() }).await?;
            (head, tree)
        };
        let (sender, receiver) = watch::channel(Arc::new(head));
        let watch = JumpWatch::new(&*clock);
        let actor =
            Self { store, ready: Some((writer, tree)), key, clock, watch, most, queue, deferred: VecDeque::new(), head: sender, status };
        Ok((actor, receiver))
    }

    /// Works until nobody can send any more.
    pub async fn run(mut self) {
        while let Some(jobs) = self.gather().await {
            let (works, answers): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.work, (job.answer, job.room))).unzip();
            let done = self.batch(works).await;
            // Whoever is answered may send again at once, and finds the room free.
            let answers: Vec<_> = answers.into_iter().map(|(answer, _room)| answer).collect();
            match done {
                Ok(done) => {
                    for (to, answer) in answers.into_iter().zip(done) {
                        let _ = to.send(Ok(answer));
                    }
                }
                Err(error) => {
                    tracing::error!(
                        code = error.code(),
                        error = &error as &dyn std::error::Error,
                        "a batch was not written; nothing of it is acknowledged"
                    );
                    self.ready = None;
                    let problem = self.status.fail(error);
                    for to in answers {
                        let _ = to.send(Err(SequencerError::Store(Arc::clone(&problem))));
                    }
                }
            }
        }
    }

    /// What has gathered, at most one work about each submission, and either changes of objects or one work that looks at an object:
    /// the rest waits for the next batch.
    async fn gather(&mut self) -> Option<Vec<Job>> {
        let mut jobs = Vec::new();
        let mut about = About { submissions: HashSet::new(), objects: Company::Any };
        for job in std::mem::take(&mut self.deferred) {
            self.take(job, &mut jobs, &mut about);
        }
        if jobs.is_empty() {
            let job = self.next().await?;
            self.take(job, &mut jobs, &mut about);
        }
        while jobs.len() < self.most {
            let Ok(job) = self.queue.try_recv() else { break };
            self.take(job, &mut jobs, &mut about);
        }
        Some(jobs)
    }

    /// The next work; while nothing can be written, the database is asked again and again whether it is back, so that readiness
    /// returns without anybody sending.
    async fn next(&mut self) -> Option<Job> {
        loop {
            if self.ready.is_some() {
                return self.queue.recv().await;
            }
            match tokio::time::timeout(AGAIN, self.queue.recv()).await {
                Ok(job) => return job,
                Err(_) => {
                    if let Ok(ready) = self.recover().await {
                        self.ready = Some(ready);
                        self.status.recovered();
                    }
                }
            }
        }
    }

    fn take(&mut self, job: Job, jobs: &mut Vec<Job>, about: &mut About) {
        if about.has_room(&job.work) { jobs.push(job) } else { self.deferred.push_back(job) }
    }

    /// Writes one batch and says what became of each work.
    async fn batch(&mut self, works: Vec<Work>) -> Result<Vec<Answer>, StoreError> {
        let (mut writer, mut tree, known) = self.begin(&works).await?;
        let time = self.time();
        let mut assembly = Assembly::new(&mut tree, time, &known);
        let outcomes: Vec<Outcome> = works.into_iter().map(|work| assembly.add(work)).collect();
        let mut batch = assembly.finish();
        // Whatever can fail comes before the commit, so that what is committed is answered.
        let earlier = earlier(&*self.store, &outcomes).await?;
        if !batch.entries.is_empty() {
            batch.heads = vec![sign(&self.key, &tree)?];
            let started = Instant::now();
            writer.commit(&batch).await?;
            self.status.committed(batch.entries.len() as u64, started.elapsed());
            // Only what is durable is shown.
            batch.heads.pop().map(|head| self.head.send_replace(Arc::new(head)));
        }
        self.ready = Some((writer, tree));
        Ok(answers(outcomes, &earlier, &self.head.borrow().note))
    }

    /// A writer, its tree, and what the record has about these works. A writer whose connection was lost since the last batch is
    /// replaced once: nothing was written with it yet.
    async fn begin(&mut self, works: &[Work]) -> Result<(Box<dyn Writer>, TileWriter, Known), StoreError> {
        if let Some((mut writer, tree)) = self.ready.take() {
            match self.known(&mut *writer, works).await {
                Ok(known) => return Ok((writer, tree, known)),
                Err(error) if error.is_passing() => tracing::info!(code = error.code(), "the writer is opened anew"),
                Err(error) => return Err(error),
            }
        }
        let (mut writer, tree) = self.recover().await?;
        let known = self.known(&mut *writer, works).await?;
        Ok((writer, tree, known))
    }

    /// Lock and tree again, after the database failed or its connection was lost.
    async fn recover(&mut self) -> Result<(Box<dyn Writer>, TileWriter), StoreError> {
        let writer = self.store.writer().await?;
        let (head, tree) = state::load(&*self.store, &self.key).await?.ok_or_else(|| StoreError::Damaged("its log is gone".to_owned()))?;
        let shown = Arc::clone(&self.head.borrow());
        // Another database may stand in its place by now, such as a restored one. What was committed is in it, or it is not continued.
        if self.store.heads(shown.size, 1).await?.first() != Some(&*shown) {
            let fault = format!("the checkpoint of {} entries that was shown is not in the database", shown.size);
            return Err(StoreError::Inconsistent { what: "checkpoint", index: head.size, fault });
        }
        self.head.send_replace(Arc::new(head));
        Ok((writer, tree))
    }

    /// What the record has about the submissions and objects of these works.
    async fn known(&mut self, writer: &mut dyn Writer, works: &[Work]) -> Result<Known, StoreError> {
        let ids: Vec<Uuid> = works.iter().flat_map(|work| [work.id(), work.replaces()]).flatten().collect();
        let mut known = Known { submissions: writer.known(&ids).await?, ..Known::default() };
        let changed = objects::changed(works);
        if !changed.is_empty() {
            known.objects = Latest::of(writer.known_objects(&changed).await?);
        }
        for work in works {
            if let Work::Forget { noun, id, .. } | Work::OpenObject { noun, id, .. } = work {
                known.past = objects::past(&*self.store, noun, id).await?;
            }
        }
        if known.submissions.is_empty() {
            return Ok(known);
        }
        for work in works {
            let files = match work {
                Work::Submit(_, files) | Work::Attach(_, files) => !files.is_empty(),
                Work::Erase(..) => true,
                _ => false,
            };
            let Some(row) = work.id().filter(|_| files).and_then(|id| known.submissions.get(&id)) else { continue };
            known.attachments.insert(row.index, self.store.attachments_of(row.index).await?);
        }
        Ok(known)
    }

    /// The time that this batch's entries carry.
    fn time(&mut self) -> u64 {
        let (time, jump) = self.watch.look(&*self.clock);
        if let Some(seconds) = jump {
            tracing::warn!(seconds, "the machine's clock jumped; entries keep their order, and carry the time it shows");
            self.status.jump(seconds);
        }
        time
    }
}

/// What the works of a batch are about.
struct About {
    submissions: HashSet<Uuid>,
    objects: Company,
}

impl About {
    /// Whether a work may join. Whatever is about the same comes after it, whether it may or not.
    fn has_room(&mut self, work: &Work) -> bool {
        let objects = match (self.objects, work.company()) {
            (_, Company::Any) | (Company::Changes, Company::Changes) => true,
            (Company::Any, company) => {
                self.objects = company;
                true
            }
            _ => {
                self.objects = Company::None;
                false
            }
        };
        let submissions = || [work.id(), work.replaces()].into_iter().flatten();
        let first = submissions().all(|id| !self.submissions.contains(&id));
        self.submissions.extend(submissions());
        objects && first
    }
}

/// The receipts that were given for entries when they were new.
async fn earlier(store: &dyn Store, outcomes: &[Outcome]) -> Result<HashMap<u64, Receipt>, StoreError> {
    let mut earlier = HashMap::new();
    for outcome in outcomes {
        let Outcome::Repeated { index, leaf, attachments } = outcome else { continue };
        earlier.insert(*index, receipt(store, *index, Some(*leaf)).await?);
        for (index, _) in attachments.iter().filter(|(_, new)| new.is_none()) {
            earlier.insert(*index, receipt(store, *index, None).await?);
        }
    }
    Ok(earlier)
}

/// Answers, now that everything is durable; `earlier` has the receipts of what was there before.
fn answers(outcomes: Vec<Outcome>, earlier: &HashMap<u64, Receipt>, head: &str) -> Vec<Answer> {
    let now: Arc<str> = head.into();
    let fresh = |(index, leaf)| Receipt { index, leaf, checkpoint: Arc::clone(&now) };
    let given = |(index, leaf): (u64, Option<Hash>)| match earlier.get(&index) {
        Some(receipt) => receipt.clone(),
        None => fresh((index, leaf.unwrap_or_default())),
    };
    let answer = |outcome| match outcome {
        Outcome::Created { index, leaf, attachments } => {
            Answer::Created { receipt: fresh((index, leaf)), attachments: attachments.into_iter().map(fresh).collect() }
        }
        Outcome::Repeated { index, leaf, attachments } => {
            Answer::Repeated { receipt: given((index, Some(leaf))), attachments: attachments.into_iter().map(given).collect() }
        }
        Outcome::Conflict => Answer::Conflict,
        Outcome::Erased => Answer::Erased,
        Outcome::Unknown => Answer::Unknown,
        Outcome::NotReplaced(why) => Answer::NotReplaced(why),
        Outcome::Changed { index, leaf, last, versions } => Answer::Changed { receipt: fresh((index, leaf)), last, versions },
        Outcome::Stale { noun, id, version } => Answer::Stale { noun, id, version },
        Outcome::Shared => Answer::Shared,
        Outcome::Gone { index, leaf, attachments } => Answer::Gone { receipt: fresh((index, leaf)), attachments },
    };
    outcomes.into_iter().map(answer).collect()
}

/// The receipt of an entry: the first checkpoint that covers it.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Inconsistent`] where there is no such entry, or nothing covers it.
pub async fn receipt(store: &dyn Store, index: u64, leaf: Option<Hash>) -> Result<Receipt, StoreError> {
    let missing = |fault: &str| StoreError::Inconsistent { what: "entry", index, fault: fault.to_owned() };
    let head = store.head_covering(index).await?.ok_or_else(|| missing("no checkpoint covers it"))?;
    let leaf = match leaf {
        Some(leaf) => leaf,
        None => hash::leaf(store.entries(index..index + 1).await?.first().ok_or_else(|| missing("it is missing"))?),
    };
    Ok(Receipt { index, leaf, checkpoint: head.note.into() })
}

/// The signed checkpoint of a tree.
fn sign(key: &SignerKey, tree: &TileWriter) -> Result<Head, StoreError> {
    let checkpoint = Checkpoint::new(key.name(), tree.size(), tree.root()).and_then(|checkpoint| checkpoint.sign(key));
    let signed = checkpoint.map_err(|e| StoreError::Inconsistent { what: "checkpoint", index: tree.size(), fault: e.to_string() })?;
    Ok(Head { size: tree.size(), note: signed.to_string() })
}
