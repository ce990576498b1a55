//! statements.csv: what was said.

use claims::case::{Statement, StatementKind};

use super::checks::{Edge, loops};
use super::context::{Cells, Context};
use super::fields::Fields;
use super::ids::Kind;
use super::speaker;

/// Kinds of statements by their words.
pub(super) const KINDS: [(&str, StatementKind); 3] =
    [("checkable", StatementKind::Checkable), ("opinion", StatementKind::Opinion), ("intention", StatementKind::Intention)];

/// Every statement.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Vec<Statement> {
    let rows = context.rows("statements.csv");
    let edges: Vec<_> = rows.iter().filter_map(|row| Some(Edge { from: row.text("id")?, to: row.text("answers")?, row })).collect();
    for (row, path) in loops(&edges) {
        let message = format!("This statement comes to answer itself: {}.", path.join(" answers "));
        row.fault("answers", "CASE-ANSWER-LOOP", message, "Leave `answers` empty in the statement that was first.");
    }
    rows.iter().filter_map(statement).collect()
}

fn statement(row: &Cells<'_>) -> Option<Statement> {
    let (id, kind, words) = (row.own_id(), row.need_choice("kind", &KINDS), row.need("words"));
    let organisation = row.reference("organisation", &Kind::Organisation);
    let place = row.reference("place", &Kind::Place).unwrap_or_default();
    let said = row.moment("said", &place);
    let (answers, language) = (row.reference("answers", &Kind::Statement), row.language());
    let speaker = row.words("speaker");
    let person = if speaker.is_empty() { None } else { speaker::resolve(row, &speaker) };
    if speaker.is_empty() && !row.given("organisation") {
        let remedy = "Write the name under `speaker`, or the id of an organisation under `organisation`.";
        row.fault("speaker", "CASE-STATEMENT-NOBODY", "Nobody says this.", remedy);
    }
    let (role, support) = (row.words("role"), row.support());
    let (id, kind, words) = (id?, kind?, words?);
    Some(Statement { id, speaker, person, role, organisation, said, place, language, kind, words, answers, support })
}
