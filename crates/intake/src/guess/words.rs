//! What headers say in several languages.

use domain::Field;
use domain::Field as F;

use super::tokens::fits;

/// Words that propose a line of the protocol, the more exact before the less exact; see `tokens::fits` for the notation.
const FIELDS: &[(Field, &[&str])] = &[
    (
        F::Registered,
        &[
            "избирател внес|включ|зарегистр|списк|списоч !открепит !проголос !получивш !бюллетен",
            "участник голосован внес|включ|списк !бюллетен",
            "сайлаушы тізім|енгізілген",
            "regist voter|elector|total|number !ballot !party !date",
            "voter|elector list|roll|regist|eligible|enrol",
            "=electors|=electorate|=registered|=eligible|enrol",
            "=n|number|total|num =voters|=electors !=vote !=votes !cast !part",
            "inscri|habilitad|empadronad|padron !votan",
            "censo electoral",
            "ამომრჩევ|რეგისტრირებ !მონაწილე",
            "=voters|=electors !voted !voting !=vote !=votes !cast !part !participat !turnout !attend !present !ballot !absentee !postal \
             !early !mobile !home !outside !proxy",
        ],
    ),
    (
        F::BallotsReceived,
        &[
            "бюллет получен !открепит !учтен !избирателями",
            "ballot received|delivered|supplied !absentee !postal",
            "boleta|papeleta recibid|entregad",
            "bulletin recu",
        ],
    ),
    (F::IssuedEarly, &["бюллет выдан досрочн !открепит", "ballot issued early|advance"]),
    (F::IssuedOutside, &["бюллет выдан вне помещ !открепит", "ballot issued outside|mobile|home"]),
    (
        F::IssuedStation,
        &[
            "бюллет выдан помещ|участк|день !вне !досрочн !открепит",
            "ballot issued !outside !mobile !home !early !advance !absentee !postal",
            "=issued !outside !mobile !home !early !advance !absentee !postal !certificat !card !date !time",
        ],
    ),
    (F::CancelledUnused, &["бюллет погашен|неиспользованн !открепит", "ballot unused|cancelled !absentee"]),
    (F::InMobile, &["переносн ящик|бюллет", "ballot mobile|portable box"]),
    (F::InStationary, &["стационарн ящик|бюллет", "ballot stationary box"]),
    (
        F::InBox,
        &[
            "бюллет ящик обнаруж|извлеч|всего",
            "ballot box|found|urn !mobile !portable !stationary",
            "boleta|papeleta|voto anfora|urna",
            "bulletin urne",
            "=ballots|=ballot =cast !outside !mobile !home !early !advance !absentee !postal !invalid !blank !valid !spoil",
        ],
    ),
    (F::Invalid, &["недействит", "invalid|rejected|void", "spoil|spoilt ballot|vote", "=nulos|=nulo|=nuls|=nul|=nulles", "ბათილ"]),
    (F::Blank, &["blank ballot|vote", "=blank|=blancos|=blanco|=blancs|=blanc|=blanks"]),
    (F::Valid, &["действит", "valid", "exprim", "ნამდვილ", "vote|voto total !party !regist"]),
    (F::AbsReceived, &["открепит получен !участие"]),
    (F::AbsVoted, &["открепит проголос"]),
    (F::AbsUnused, &["открепит неиспользован"]),
    (F::AbsIssued, &["открепит выдан !территор !тик"]),
    (F::Lost, &["бюллет утрачен !открепит", "ballot lost|missing"]),
    (F::Unaccounted, &["бюллет =не учтен !открепит", "ballot unaccounted"]),
    (F::AgainstAll, &["против всех", "against all", "none above"]),
    (F::Signatures, &["signatures", "firmas", "emargement", "ხელმოწერ"]),
    (
        F::VotersPart,
        &[
            "принявш участи",
            "избирател проголос !открепит !вне !досрочн",
            "participat",
            "voter|elector voted|turnout|attend|cast",
            "=turnout|=votantes|=votants|votaron|sufragaron",
            "მონაწილე|მოსულ",
        ],
    ),
    (F::PollCards, &["poll card"]),
    (F::Proxies, &["=proxy|proxies|procuration"]),
];

/// The lines of the protocol a header may be, and how exact the pattern was (0 is the most exact).
pub(super) fn fields(words: &[String]) -> Vec<(Field, usize)> {
    if is_ratio(words) {
        return Vec::new();
    }
    let best = |patterns: &[&str]| patterns.iter().position(|p| fits(p, words));
    FIELDS.iter().filter_map(|(f, patterns)| best(patterns).map(|at| (*f, at))).collect()
}

/// Columns that repeat a part of another, or say how well a machine read it.
pub(super) fn is_partial(words: &[String]) -> bool {
    fits("=men|=women|=male|=female|муж|жен|hombre|mujer|homme|femme|ocr|confidence", words)
}

/// Columns of ratios, which are no counts.
pub(super) fn is_ratio(words: &[String]) -> bool {
    fits("percent|=pct|процент|доля|share|ratio|rate|=p100|porcentaje|pourcent|confidence", words)
}

/// Columns that count papers or people, even if not as any line known here: no names of options.
pub(super) fn is_protocol(words: &[String]) -> bool {
    fits(
        "открепит|удостовер|бюллет|избирател|участник|ballot|papeleta|boleta|bulletin|voter|elector|regist|inscri|\
         certificate|signature|turnout|abstention|abstencion|ბიულეტენ|ამომრჩევ",
        words,
    )
}

/// Columns that name a station.
pub(super) fn is_station(words: &[String]) -> bool {
    fits("=uik|=уик|участок|участк|=mesa|precinct|station|=poll|polling|division|=bureau|booth|section|უბან|=seccion", words)
}

/// Columns that number or locate, but count nothing.
pub(super) fn is_identity(words: &[String]) -> bool {
    fits(
        "=id|=ids|=no|=nr|=code|=number|=numero|=номер|=код|=lat|=lon|=lng|latitude|longitude|=x|=y|url|=link|address|\
         адрес|direccion|year|=date|дата|time|election",
        words,
    )
}

/// Columns that name a place.
pub(super) fn is_place(words: &[String]) -> bool {
    fits(
        "region|регион|област|край|субъект|district|=tik|=тик|=oik|=оик|округ|район|province|provincia|departam|\
         departement|municip|commune|county|countr|state|=pais|pays|localidad|locality|village|город|city|town|recinto|\
         ward|constituenc|canton|governorate|oblast|rayon|რეგიონ|ოლქ|რაიონ",
        words,
    )
}

/// Columns whose cells name an option, in a long file.
pub(super) fn is_option(words: &[String]) -> bool {
    fits(
        "=option|party|=parti|partido|candidate|candidat|candidato|партия|кандидат|subject|list|liste|choice|პარტია|\
         კანდიდატ !regist !voter !id",
        words,
    )
}

/// Columns that hold votes, in a long file.
pub(super) fn is_votes(words: &[String]) -> bool {
    fits("=votes|=vote|голос|=votos|=voix|=count|ხმა|ხმები", words)
}
