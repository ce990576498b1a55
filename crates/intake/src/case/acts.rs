//! acts.csv and complaints.csv: what was done officially, and what was complained about.

use claims::case::{Act, ActKind, Complaint};

use super::context::{Cells, Context, Table};
use super::fields::Fields;
use super::ids::Kind;
use super::problem::listed;
use super::subject::Subject;

/// Official acts.
pub(super) fn acts<'c>(context: &'c Context<'c>) -> Vec<Act> {
    context.rows("acts.csv").iter().filter_map(act).collect()
}

fn act(row: &Cells<'_>) -> Option<Act> {
    let place = row.reference("place", &Kind::Place).unwrap_or_default();
    let (id, when) = (row.own_id(), row.need_moment("when", &place));
    let kind = row.need_choice("kind", &ActKind::ALL.map(|k| (k.word(), k)));
    let (what, organisation, number) = (row.need("what"), row.reference("organisation", &Kind::Organisation), row.words("number"));
    let support = row.support();
    Some(Act { id: id?, when: when?, kind: kind?, organisation, number, what: what?, place, support })
}

/// Complaints.
pub(super) fn complaints<'c>(context: &'c Context<'c>) -> Vec<Complaint> {
    let laws = context.texts.laws().filter_map(|doc| Table::top(context, doc));
    let articles = laws.flat_map(|top| top.tables("article", "[[article]]"));
    let numbers: Vec<String> = articles.filter_map(|t| t.text("number")).collect();
    context.rows("complaints.csv").iter().filter_map(|row| complaint(row, &numbers)).collect()
}

fn complaint(row: &Cells<'_>, numbers: &[String]) -> Option<Complaint> {
    let (id, about, place) = (row.own_id(), row.need("about"), row.place());
    let zone = place.clone().unwrap_or_default();
    let (filed, decided) = (row.need_moment("filed", &zone), row.moment("decided", &zone));
    let (by, to) = (row.reference("by", &Kind::Organisation), row.reference("to", &Kind::Organisation));
    let (article, outcome, support) = (row.words("article"), row.words("outcome"), row.support());
    if !article.is_empty() && !numbers.is_empty() && !numbers.contains(&article) {
        let remedy = format!("Write one of {}, or add the article to its law.", listed(numbers));
        row.warn("article", "CASE-NOTE-ARTICLE", "No law of this folder has an article of this number.", remedy);
    }
    if let Some((filed, decided)) = filed.as_ref().zip(decided.as_ref())
        && (decided.date < filed.date || (decided.date == filed.date && decided.time.zip(filed.time).is_some_and(|(d, f)| d < f)))
    {
        let message = format!("The complaint is decided before it was filed, {filed}.");
        row.fault("decided", "CASE-DATE-ORDER", message, "Correct one of the two.");
    }
    Some(Complaint { id: id?, filed: filed?, by, to, about: about?, article, decided, outcome, place: place?, support })
}
