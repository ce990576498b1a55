//! The real files, with the totals known from outside.
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use domain::{Column, Field, Release};
use intake::progress::silent;
use intake::{How, Mapping, MappingUsed, read_results};

fn read(file: &str) -> Option<(Release, MappingUsed)> {
    let path = common::data(file)?;
    Some(read_results(&path, None, &silent).unwrap_or_else(|e| panic!("{file}: {e}")))
}

struct Known {
    file: &'static str,
    mapping: &'static str,
    stations: usize,
    registered: u64,
    /// Issued, found, valid as the accounts derive them.
    issued: u64,
    found: u64,
    valid: u64,
    leader: (&'static str, u64),
    /// Places of each level.
    places: &'static [usize],
}

const KNOWN: [Known; 10] = [
    Known {
        file: "russia/2007.csv.zip",
        mapping: "ru-2007-duma",
        stations: 96_193,
        registered: 109_148_196,
        issued: 147_966 + 65_033_470 + 4_428_022,
        found: 68_777_136 + 759_929,
        valid: 68_777_136,
        leader: ("ЕДИНАЯ РОССИЯ", 44_714_241),
        places: &[86, 2750],
    },
    Known {
        file: "russia/2011.csv.zip",
        mapping: "ru-2011-duma",
        stations: 95_225,
        registered: 109_229_337,
        issued: 170_710 + 61_242_441 + 4_353_443,
        found: 64_615_252 + 1_033_438,
        valid: 64_615_252,
        leader: ("ЕДИНАЯ РОССИЯ", 32_371_737),
        places: &[84, 2746],
    },
    Known {
        file: "russia/2012.csv.zip",
        mapping: "ru-2012-president",
        stations: 95_415,
        registered: 109_860_331,
        issued: 239_569 + 65_639_398 + 5_901_833,
        found: 70_864_974 + 836_691,
        valid: 70_864_974,
        leader: ("Путин Владимир Владимирович", 45_602_075),
        places: &[85, 2746],
    },
    Known {
        file: "russia/2018.csv.zip",
        mapping: "ru-2018-president",
        stations: 97_699,
        registered: 109_008_428,
        issued: 73_629_581,
        found: 73_578_992,
        valid: 72_787_734,
        leader: ("Путин Владимир Владимирович", 56_430_712),
        places: &[87, 2778],
    },
    Known {
        file: "russia/2021.csv.zip",
        mapping: "ru-2021-duma",
        stations: 96_325,
        registered: 109_204_662,
        issued: 56_484_685,
        found: 56_329_690,
        valid: 55_158_109,
        leader: ("ЕДИНАЯ РОССИЯ", 28_064_200),
        places: &[85, 2851],
    },
    Known {
        file: "georgia/parliament_2024.csv.gz",
        mapping: "ge-2024-parliament",
        stations: 3095,
        registered: 3_494_146,
        issued: 2_086_199,
        found: 2_086_199,
        valid: 2_061_317,
        leader: ("Georgian Dream", 1_118_736),
        places: &[74],
    },
    Known {
        file: "bolivia/final_count_2019.csv.gz",
        mapping: "bo-2019-final",
        stations: 34_555,
        registered: 7_315_364,
        issued: 6_137_671 + 93_507 + 229_337,
        found: 6_137_671 + 93_507 + 229_337,
        valid: 6_137_671,
        leader: ("MAS-IPSP (Morales)", 2_889_359),
        places: &[34, 86, 221, 455, 3652, 5296],
    },
    Known {
        file: "bolivia/preliminary_2019-10-20T1940.csv.gz",
        mapping: "bo-2019-preliminary",
        stations: 28_975,
        registered: 6_137_228,
        issued: 5_152_979 + 74_910 + 187_897,
        found: 5_152_979 + 74_910 + 187_897,
        valid: 5_152_979,
        leader: ("MAS-IPSP (Morales)", 2_355_644),
        places: &[33, 78, 212, 445, 3063, 4681],
    },
    Known {
        file: "canada/polls_66111.csv.gz",
        mapping: "ca-polls",
        stations: 66_111,
        registered: 24_100_094,
        issued: 12_328_979,
        found: 12_328_979,
        valid: 0,
        leader: ("leader", 4_871_244),
        places: &[],
    },
    Known {
        file: "dc2010_mayoral_143.csv",
        mapping: "us-dc-2010-mayor",
        stations: 143,
        registered: 452_992,
        issued: 132_049,
        found: 132_049,
        valid: 132_049,
        leader: ("Gray", 97_978),
        places: &[],
    },
];

#[test]
fn the_totals_of_every_real_file_are_exact() {
    for known in &KNOWN {
        let Some((release, used)) = read(known.file) else { continue };
        let file = known.file;
        assert_eq!((used.how, used.name.as_str()), (How::Shipped, known.mapping), "{file}");
        assert_eq!(release.stations.len(), known.stations, "{file}");
        assert_eq!((release.rows.used, release.rows.refused), (known.stations as u64, 0), "{file}: {:?}", release.rows.problems.first());
        let a = &release.accounts;
        assert_eq!(a.registered.total(), known.registered, "{file} registered");
        assert_eq!(a.issued.total(), known.issued, "{file} issued by {}", a.basis.issued);
        assert_eq!(a.found.total(), known.found, "{file} found by {}", a.basis.found);
        assert_eq!(a.valid.total(), known.valid, "{file} valid by {}", a.basis.valid);
        let leader = release.leader().expect("has options");
        assert_eq!((release.election.option_name(leader), release.stations.votes(leader).total()), known.leader, "{file}");
        let places: Vec<usize> = (1..=known.places.len()).map(|l| release.places.of_level(l).count()).collect();
        assert_eq!(places, known.places, "{file}");
        assert_eq!(release.source.sha256.len(), 64);
    }
}

#[test]
fn electronic_voting_of_2021_keeps_its_stations() {
    let Some((release, _)) = read("russia/2021.csv.zip") else { return };
    let largest = (0..release.stations.len()).max_by_key(|&s| release.accounts.registered.get(s)).expect("has stations");
    assert_eq!(release.accounts.registered.get(largest), Some(171_979));
    let nameless = release.stations.codes.iter().filter(|c| c.starts_with("ОИК")).count();
    assert_eq!(nameless, 18, "stations without a number are called by their single-seat district");
}

#[test]
fn columns_that_contain_each_others_names_are_told_apart() {
    let Some((release, _)) = read("russia/2011.csv.zip") else { return };
    let total = |f: Field| release.stations.field(f).map(Column::total);
    assert_eq!(total(Field::Lost), Some(2842), "lost ballots, not the 127 lost certificates");
    assert_eq!(total(Field::Invalid), Some(1_033_438));
    assert_eq!(total(Field::AbsIssued), Some(1_647_223));
}

/// What a guess and a shipped mapping must agree on.
fn essence(release: &Release) -> [(String, Vec<u32>); 4] {
    let a = &release.accounts;
    let invalid = release.stations.field(Field::Invalid).map(|c| c.raw().to_vec()).unwrap_or_default();
    let of = |name: &str, c: &Column| (name.to_owned(), c.raw().to_vec());
    [of("registered", &a.registered), of("issued", &a.issued), of("valid", &a.valid), ("invalid".to_owned(), invalid)]
}

#[test]
fn the_guess_agrees_with_the_shipped_mapping_on_every_real_file() {
    for known in &KNOWN {
        let (Some((shipped, _)), Some(path)) = (read(known.file), common::data(known.file)) else { continue };
        let bytes = std::fs::read(&path).expect("is readable");
        let guess = intake::guess_file(known.file, &bytes).unwrap_or_else(|e| panic!("{}: {e}", known.file));
        let again = Mapping::parse(&guess.toml, "again");
        assert!(again.is_ok(), "{}: {again:?}\n{}", known.file, guess.toml);
        let (guessed, _) = read_results(&path, Some(&guess.mapping), &silent).unwrap_or_else(|e| panic!("{}: {e}", known.file));
        assert_eq!(guessed.rows.refused, 0, "{}: {:?}", known.file, guessed.rows.problems.first());
        let by_line = |r: &Release| {
            let mut order: Vec<u32> = (0..u32::try_from(r.stations.len()).expect("few")).collect();
            order.sort_by_key(|&s| r.stations.lines[s as usize]);
            (
                essence(r).map(|(n, c)| (n, if c.is_empty() { c } else { order.iter().map(|&s| c[s as usize]).collect() })),
                r.stations.votes.iter().map(|v| v.reordered(&order)).collect::<Vec<_>>(),
            )
        };
        let ((a, votes_a), (b, votes_b)) = (by_line(&shipped), by_line(&guessed));
        for (a, b) in a.iter().zip(&b) {
            assert!(a == b, "{}: {} differs\n{}", known.file, a.0, guess.toml);
        }
        assert!(votes_a == votes_b, "{}: options differ\n{}", known.file, guess.toml);
        assert_eq!(shipped.election.options_complete, guessed.election.options_complete, "{}", known.file);
    }
}
