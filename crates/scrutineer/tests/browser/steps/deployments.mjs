// Who goes where: teams through the interface, a day of deployments on the page.
import assert from "node:assert/strict";

export async function token(day) {
  const { admin } = day;
  await admin.go("/settings/tokens");
  await admin.fill({ label: "Teams and tests", "scope-define": true, "scope-read": true, "scope-submit": true });
  await admin.press();
  day.token = (await admin.text(".note.good .command code")).trim();
  assert.match(day.token, /^scr_/);
  await admin.see("token-made");
  await admin.go("/settings/tokens");
  assert.ok(!(await admin.page.content()).includes(day.token), "it is shown once");
  await admin.see("tokens");
}

export async function teams(day) {
  const listed = await day.api("GET", "/api/v1/observers?limit=1000");
  const ids = listed.items.map((item) => item.id);
  assert.ok(ids.length >= 10, `${ids.length} observers`);
  for (let n = 0; n + 1 < 12; n += 2) {
    await day.api("PUT", `/api/v1/teams/T-${n / 2 + 1}`, { organisation: day.code, members: ids.slice(n, n + 2) }, 201);
  }
  day.observer = ids[0];
}

export async function plan(day) {
  const { admin } = day;
  await admin.go("/deployments/plan");
  assert.match(await admin.text(".lead"), /\b6\b.*\b300\b/);
  await admin.see("plan");
  await admin.fill({ "a-day": "8", design: "convenience" });
  await admin.press();
  assert.match(await admin.text(".result"), /\b48\b/);
  await admin.see("plan-preview");
  await admin.press('button.main[value="keep"]');
  assert.equal(admin.path(), "/deployments");
  assert.equal(await admin.page.locator("main section table, main table").first().locator("tbody tr").count(), 6);
  await admin.see("deployments");
  await admin.leads(() => admin.page.click("main table tbody th a"));
  assert.equal(await admin.page.locator("main section:has(#st) tbody tr").count(), 8);
  await admin.see("deployment");
  await admin.go("/visits");
  await admin.see("visits-none");
}
