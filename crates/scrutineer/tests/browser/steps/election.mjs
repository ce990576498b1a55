// The election and its files: described, imported, found again, corrected.
import assert from "node:assert/strict";
import { OBSERVERS, RENAMED, STAFF, STATIONS } from "../lib/files.mjs";

export async function describe(day) {
  const { admin } = day;
  await admin.go("/elections");
  await admin.see("elections-none");
  await admin.go("/elections/new");
  await admin.fill({ "name-en": "Invented election", "name-ru": "Выдуманные выборы", id: "invented-2026", day: day.day, country: "ZZ", simulated: true, "contest-1-id": "president" });
  await admin.press(undefined, 422);
  await admin.wrong("contest-1-en", /no name/);
  await admin.see("election-refused");
  await admin.fill({
    "contest-1-en": "President", "contest-1-id": "president", "contest-1-seats": "1",
    "contest-1-options": "1 | Invented One | Первый |\n2 | Invented Two | Второй |",
  });
  await admin.press();
  assert.equal(admin.path(), "/elections");
  assert.match(await admin.text("main table"), /Invented election/);
  assert.match(await admin.text(".simulated"), /SIMULATED/);
  await admin.see("elections");
  await admin.page.click("main table a");
  await admin.page.waitForURL(/elections\/invented-2026/);
  assert.match(await admin.page.inputValue("[name=contest-1-options]"), /Invented Two/);
  await admin.see("election");
}

const upload = async (admin, kind, path, status) => {
  await admin.go(`/import/${kind}`);
  await admin.fill({ file: path });
  await admin.press("main form.drop button.main", status);
};

// New, changed, the same, gone: what the preview says a file would do.
const figures = async (admin) => (await admin.texts("main .figures dd:first-of-type")).map((text) => Number(text.replace(/\D/g, "")));

export async function stations(day) {
  const { admin, files } = day;
  await admin.go("/import/stations");
  await admin.see("import-stations");
  await upload(admin, "stations", files.bad);
  const [row] = await admin.texts("main section:has(#problems) tbody tr");
  for (const part of [/\b3\b/, /registered/, /5o2/, /digits|number/i]) assert.match(row, part);
  assert.equal(await admin.page.locator("form.confirm").count(), 0, "a file with a problem cannot be imported");
  await admin.see("import-problems");
  await admin.go("/stations");
  assert.equal(await admin.page.locator("#list table").count(), 0, "nothing of it is kept");
  await admin.see("stations-none");

  await upload(admin, "stations", files.stations);
  assert.deepEqual(await figures(admin), [STATIONS, 0, 0, 0]);
  await admin.see("import-preview");
  await admin.press("form.confirm button.main");
  await admin.page.waitForSelector("#progress .note.good");
  await admin.see("import-done");
  await admin.go("/stations");
  assert.match(await admin.text("#list .pager"), new RegExp(`\\b${STATIONS}\\b`));
  await admin.see("stations");
}

export async function people(day) {
  const { admin, files } = day;
  for (const [kind, path, count, list] of [["observers", files.observers, OBSERVERS, "/observers"], ["staff", files.staff, STAFF, null]]) {
    await upload(admin, kind, path);
    assert.deepEqual(await figures(admin), [count, 0, 0, 0]);
    assert.ok(!(await admin.text()).includes("Invented Person 1"), "who somebody is stays unseen");
    await admin.see(`import-${kind}-preview`);
    await admin.press("form.confirm button.main");
    await admin.page.waitForSelector("#progress .note.good");
    if (!list) continue;
    await admin.go(list);
    assert.equal(await admin.page.locator("#list tbody tr").count(), count);
    await admin.see(kind);
    await admin.page.click("#list tbody a");
    await admin.page.waitForURL(/observers\/./);
    await admin.see("observer");
  }
}

export async function search(day) {
  const { admin } = day;
  await admin.page.keyboard.press("/");
  await admin.page.keyboard.type(RENAMED.typed);
  await admin.leads(() => admin.page.keyboard.press("Enter"));
  assert.match(await admin.text(), new RegExp(RENAMED.russian), "Latin letters find a Russian name");
  await admin.see("search");
  await admin.leads(() => admin.page.click(`.hits a:has-text("${RENAMED.russian}")`));
  assert.equal(admin.path(), `/stations/${RENAMED.code}`);
  await admin.leads(() => admin.page.click('.head a[href$="/edit"]'));
  await admin.fill({ "name-en": "", "name-ru": "" });
  await admin.press(undefined, 422);
  await admin.wrong("name-en", /no name/);
  await admin.see("station-refused");
  await admin.fill({ "name-ru": `${RENAMED.russian} № 2` });
  await admin.press();
  await admin.see("station");
  const [change] = await admin.texts(".history li");
  assert.match(change, /2/);
  assert.equal((await admin.text(".history del")).replace(/^from:?\s*/i, "").includes(RENAMED.russian), true);
  assert.match(await admin.text(".history ins"), /№ 2/);
  // The filter exchanges the list and leaves the page alone.
  await admin.go("/stations");
  await admin.page.evaluate(() => (document.body.dataset.same = "yes"));
  await admin.page.fill(".filter input[name=q]", "zhumabaeva");
  await admin.page.waitForFunction(() => document.querySelectorAll("#list tbody tr").length < 20);
  assert.match(await admin.text("#list"), new RegExp(RENAMED.russian));
  assert.equal(await admin.page.evaluate(() => document.body.dataset.same), "yes");
  await admin.see("stations-found");
}

// The same files again add nothing; the one name that was corrected meanwhile is said to differ.
export async function again(day) {
  const { admin, files } = day;
  await upload(admin, "stations", files.stations);
  assert.deepEqual(await figures(admin), [0, 1, STATIONS - 1, 0]);
  assert.match(await admin.text(".history del"), /№ 2/);
  await admin.see("import-again");
  await admin.press("form.confirm button.quiet");
  await upload(admin, "observers", files.observers);
  assert.deepEqual(await figures(admin), [0, 0, OBSERVERS, 0]);
  const size = await day.size();
  await admin.press("form.confirm button.main");
  await admin.page.waitForSelector("#progress .note");
  await admin.see("import-nothing-new");
  assert.equal(await day.size(), size, "nothing was written");
  assert.doesNotMatch(await admin.text("#progress"), /Entries 0 to/);
}
