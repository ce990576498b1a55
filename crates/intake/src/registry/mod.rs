//! Registers in: lists of stations with their places, of observers, of members of commissions, and boundaries.
//!
//! A file is opened as results are (any encoding, zip, workbook, Parquet); its columns are found by a mapping ([`RegistryMapping`]) or
//! by headers that are in use; every row becomes an object of [`domain::registry`] or a problem with file, line, column and remedy.
//! Nothing is imported here: the caller does, all or nothing, when the report is clean.
//!
//! | question | file |
//! |---|---|
//! | which column is what? | `layout`, `meaning`; where headers are not known ones `mapping` |
//! | how does a row become a station, an observer, a boundary? | `stations` and `places`, `people`, `boundaries` |
//! | where do ids come from? | `ids`; observers' in `people` |
//! | what was wrong, double, without a parent? | `report` |
//! | what would an import change, which codes does a release not share? | `compare` |

mod boundaries;
mod compare;
mod ids;
mod layout;
mod mapping;
mod meaning;
mod people;
mod places;
mod report;
mod rows;
mod stations;

pub use boundaries::{Boundary, BoundaryImport, Position, read_boundaries};
pub use compare::{Changed, Changes, CodeGaps, code_gaps, compare};
pub use mapping::RegistryMapping;
pub use meaning::FileKind;
pub use people::{ListedObserver, ObserverImport, ObserverOptions, StaffImport, StaffMember, read_observers, read_staff};
pub use report::{ColumnAt, ColumnUse, Duplicate, MOST_KEPT, Orphan, Report, RowProblem};
pub use rows::{RegistryError, RegistryOptions};
pub use stations::{Import, read_stations};
