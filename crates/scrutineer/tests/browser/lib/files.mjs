// The four files of an election, made up: no place, school or person in them is real.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const STATIONS = 300;
export const OBSERVERS = 60;
export const STAFF = 40;

const regions = [["Northern", "Северная", "Солтүстік"], ["Southern", "Южная", "Оңтүстік"], ["Eastern", "Восточная", "Шығыс"]];
// One name in Russian letters alone: it has to be found by somebody who types Latin ones.
export const RENAMED = { code: "ZZ-0017", russian: "Гимназия имени Жумабаева", typed: "Zhumabaev" };

const code = (n) => `ZZ-${String(n).padStart(4, "0")}`;
const file = (header, rows) => [header, ...rows].map((row) => row.join(",")).join("\n") + "\n";

function station(n) {
  const [english] = regions[n % regions.length];
  const district = `${english} district ${(n % 12) + 1}`;
  const names = code(n) === RENAMED.code ? ["", RENAMED.russian, ""] : [`School No. ${n}`, `Школа № ${n}`, `№ ${n} мектеп`];
  const [latitude, longitude] = [(42 + (n % 90) / 10).toFixed(4), (60 + (n % 120) / 10).toFixed(4)];
  return [code(n), ...names, english, district, `Invented street ${n}`, "ordinary", latitude, longitude, 500 + n];
}

const stations = (rows) =>
  file(["code", "name:en", "name:ru", "name:kk", "region", "district", "address", "kind", "latitude", "longitude", "registered"], rows);

const observer = (n) => [1000 + n, `Invented Person ${n}`, "short_term", code(n), "", `+0 000 000 ${String(n).padStart(4, "0")}`, `p${n}@example.org`];
const roles = ["chair", "secretary", "member"];

// Writes them into the folder and gives their paths. `bad` has one registered number that is none, in its third line.
export function write(folder) {
  mkdirSync(folder, { recursive: true });
  const count = (n) => Array.from({ length: n }, (_, at) => at + 1);
  const rows = count(STATIONS).map(station);
  const bad = rows.slice(0, 5).map((row) => [...row]);
  bad[1][10] = "5o2";
  const texts = {
    stations: stations(rows),
    bad: stations(bad),
    observers: file(["Participant ID", "Full Name", "Role", "Location Code", "Supervisor ID", "Phone #1", "Email"], count(OBSERVERS).map(observer)),
    staff: file(["station", "role", "name"], count(STAFF).map((n) => [code(n), roles[n % 3], `Invented Member ${n}`])),
    options: file(["contest", "option", "name", "name:ru"], [["president", 1, "Invented One", "Первый"], ["president", 2, "Invented Two", "Второй"]]),
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, text);
    return [name, path];
  }));
}
