//! Lists of stations and observers that never were. SIMULATED.

#![allow(dead_code, reason = "each test file uses a part")]

use std::fmt::Write;

use domain::registry::ObserverId;

/// A list in our own columns: stations in 16 regions of ten districts each.
pub fn stations(many: usize) -> String {
    let mut text = String::from("code,name,name:ru,region,district,address,kind,latitude,longitude,registered\n");
    for n in 0..many {
        let region = n * 16 / many.max(1);
        let kind = ["ordinary", "ordinary", "hospital", "student"][n % 4];
        let (lat, lon) = (42.0 + (n % 1000) as f64 / 200.0, 52.0 + (n % 3000) as f64 / 100.0);
        let _ = writeln!(
            text,
            "{n:05},Station {n},Участок {n},Region {region:02},District {region:02}-{},\"Street {n}, 1\",{kind},{lat},{lon},{}",
            n % 10,
            300 + n % 2500
        );
    }
    text
}

/// A list of observers as one of the tools in use writes it; every hundredth is the supervisor of the next ninety-nine.
pub fn observers(many: usize) -> String {
    let mut text =
        String::from("Participant ID,Full Name,Partner,Role,Location Code,Supervisor ID,Gender,Email,Password,Phone #1,Phone #2\n");
    for n in 0..many {
        let (id, head) = (format!("P-{n}"), format!("P-{}", n / 100 * 100));
        let role = if n % 100 == 0 { "Supervisor" } else { "Observer" };
        let _ =
            writeln!(text, "{id},Invented Person{n},Citizens,{role},{:05},{head},F,person{n}@example.org,secret{n},+7000{n:07},", n % 9580);
    }
    text
}

/// An id that is one.
pub fn observer(number: u64) -> String {
    ObserverId::make("KZ", number).map(|id| id.to_string()).unwrap_or_default()
}
