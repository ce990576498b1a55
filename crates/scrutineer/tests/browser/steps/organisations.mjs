// Other people: a clerk who may do less, and another organisation that sees nothing of the first.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Visitor } from "../lib/visitor.mjs";

// Makes an account on the organisation's page and gives a browser that is signed in as it.
async function invite(day, by, organisation, name, role, password) {
  await by.go(`/organisations/${organisation}`);
  const form = 'form[action$="/invite"]';
  await by.open(form);
  await by.fill({ name, role }, form);
  await by.press(`${form} button.main`);
  const link = (await by.text(".note.good .command code")).trim();
  assert.match(link, /^http/, "a link can be sent to somebody");
  await by.see(`invited-${role}`);
  await by.go(`/organisations/${organisation}`);
  assert.ok(!(await by.page.content()).includes(link), "the link is shown once");
  if (organisation === day.code) assert.match(await by.text("main table"), new RegExp(name));
  else assert.equal(await by.page.locator(form).count(), 0, "who made another organisation begins it and no more");
  const guest = await Visitor.open(day, name);
  await guest.go(link);
  await guest.see(`new-password-${role}`);
  await guest.fill({ password, again: password });
  await guest.press();
  assert.equal(guest.path(), "/sign-in");
  const before = await guest.cookie();
  await guest.signIn(name, password);
  assert.notEqual((await guest.cookie()).value, before.value, "signing in makes a new session");
  await guest.go(link, 404); // good once
  await guest.go("/");
  return guest;
}

export async function submission(day) {
  day.submission = randomUUID();
  const sent = { id: day.submission, form: "VOTE", station: "ZZ-0001", observer: day.observer, answers: { opened: "yes", queue: "12" }, captured_at: `${day.day}T09:10:00+05:00` };
  const receipt = await day.api("POST", "/api/v1/submissions", sent, 201);
  const { admin } = day;
  await admin.go("/submissions");
  assert.match(await admin.text("#list"), /ZZ-0001/);
  await admin.see("submissions");
  await admin.leads(() => admin.page.click("#list tbody a"));
  assert.equal(admin.path(), `/submissions/${day.submission}`);
  assert.match(await admin.text(), new RegExp(`\\b${receipt.index ?? receipt.entry}\\b`));
  await admin.see("submission");
  for (const link of await admin.page.locator("main .head a[download]").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) await downloads(admin, link);
}

// A link that is offered for download gives a file.
export async function downloads(visitor, path) {
  const answer = await visitor.context.request.get(path);
  assert.equal(answer.status(), 200, `${path} gives a file`);
  return answer;
}

export async function clerk(day) {
  const guest = await invite(day, day.admin, day.code, "clerk", "data_clerk", "seven warm lanterns");
  await guest.see("overview-clerk");
  await guest.go("/stations");
  assert.match(await guest.text("#list"), /ZZ-0001/);
  await guest.go(`/submissions/${day.submission}`);
  await guest.go("/settings", 403);
  assert.match(await guest.text(), /403/);
  assert.equal(await guest.page.locator(".top > .me a").innerText(), "clerk", "who was refused is still signed in");
  await guest.see("not-allowed");
  // Every link that the clerk is shown leads somewhere.
  await guest.go("/");
  for (const link of await guest.page.locator(".side nav a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) await guest.go(link);
  day.clerk = guest;
}

export async function second(day) {
  const { admin } = day;
  await admin.go("/organisations");
  await admin.see("organisations");
  const form = 'form[action="/organisations"]';
  await admin.open(form);
  await admin.fill({ id: "second", kind: "mission", "name-en": "Invented Mission" }, form);
  await admin.press(`${form} button.main`);
  assert.equal(admin.path(), "/organisations/second");
  day.mission = await invite(day, admin, "second", "chief", "administrator", "nine quiet harbours");
  await sees(day, false);
  await day.mission.go(`/observers/${day.observer}`, 404);
  await day.mission.go("/observers");
  assert.equal(await day.mission.page.locator("#list table").count(), 0);
  await day.mission.go(`/organisations/${day.code}`);
  assert.ok(!(await day.mission.text()).includes("clerk"), "accounts of others stay unseen");
  await day.mission.see("organisation-other");
  await day.mission.go("/changes");
  assert.ok(!(await day.mission.text()).includes(day.observer));
}

// Whether the second organisation sees the first one's submission, in the list and by its address.
async function sees(day, yes) {
  await day.mission.go("/submissions");
  assert.equal(await day.mission.page.locator("#list table").count(), yes ? 1 : 0);
  await day.mission.go(`/submissions/${day.submission}`, yes ? 200 : 404);
}

export async function agreement(day) {
  const { admin } = day;
  await admin.go(`/organisations/${day.code}`);
  const form = 'form[action$="/agreements"]';
  await admin.open(form);
  await admin.fill({ to: "second" }, form);
  await admin.press(`${form} button.main`, 422);
  await admin.see("agreement-refused");
  await admin.fill({ to: "second", "area-submissions": true }, form);
  await admin.press(`${form} button.main`);
  await admin.see("organisation");
  await sees(day, true);
  await day.mission.see("submission-shared");
  await admin.press('form[action$="/revoke"] button');
  await sees(day, false);
}
