// One's own account: second factor, recovery codes, password, sessions.
import assert from "node:assert/strict";
import { code } from "../lib/totp.mjs";
import { Visitor } from "../lib/visitor.mjs";

const seconds = () => Date.now() / 1000;

// Types a code on the page that asks for one.
async function type(visitor, text, status) {
  assert.equal(visitor.path(), "/sign-in/code");
  await visitor.fill({ code: text });
  await visitor.press(undefined, status);
}

export async function secondFactor(day) {
  const { admin } = day;
  await admin.go("/account");
  await admin.see("account");
  await admin.go("/account/two-factor");
  const secret = (await admin.text(".command code")).replace(/\s/g, "");
  await admin.see("two-factor");
  await admin.fill({ code: "000000" });
  await admin.press(undefined, 422);
  await admin.wrong("code", /code/i);
  assert.equal((await admin.text(".command code")).replace(/\s/g, ""), secret, "a mistyped code leaves the secret");
  await admin.fill({ code: code(secret, seconds()) });
  const used = seconds();
  await admin.press();
  day.codes = await admin.texts(".codes code");
  assert.ok(day.codes.length >= 8, `${day.codes.length} recovery codes`);
  await admin.see("recovery");

  await admin.signOut();
  await admin.signIn(day.name, day.password);
  await admin.see("sign-in-code");
  const stage = await admin.cookie();
  const half = await fetch(`${day.base}/stations`, { headers: { cookie: `${stage.name}=${stage.value}` }, redirect: "manual" });
  assert.notEqual(half.status, 200, "the password alone opens nothing");
  await type(admin, code(secret, used), 401); // it was used to enrol
  await admin.wrong("code", /not right/);
  await type(admin, code(secret, used + 30));
  assert.equal(admin.path(), "/");
}

export async function recovery(day) {
  const { admin } = day;
  const [first, second] = day.codes.splice(0, 2);
  await admin.signOut();
  await admin.signIn(day.name, day.password);
  await type(admin, first);
  assert.equal(admin.path(), "/");
  await admin.signOut();
  await admin.signIn(day.name, day.password);
  await type(admin, first, 401); // once
  await type(admin, second);
}

// Another browser of the administrator's.
async function elsewhere(day) {
  const other = await Visitor.open(day, "administrator elsewhere");
  await other.signIn(day.name, day.password);
  await type(other, day.codes.shift());
  assert.equal(other.path(), "/");
  return other;
}

export async function password(day) {
  const { admin } = day;
  const other = await elsewhere(day);
  await admin.go("/account");
  const form = 'form[action="/account/password"]';
  const next = "five patient rivers";
  await admin.fill({ current: "not this one at all", password: next, again: next }, form);
  await admin.press(`${form} button`, 422);
  await admin.wrong("current", /not right/);
  await admin.see("account-refused");
  await admin.fill({ current: day.password, password: next, again: next }, form);
  await admin.press(`${form} button`);
  day.password = next;
  await other.go("/stations");
  assert.equal(other.path(), "/sign-in", "a new password ends the other sessions");
  await other.context.close();
  await admin.go("/stations");
  assert.equal(admin.path(), "/stations", "and leaves this one");
}

export async function sessions(day) {
  const { admin } = day;
  const other = await elsewhere(day);
  await admin.go("/account");
  assert.equal(await admin.page.locator("section:has(#sessions) tbody tr").count(), 2);
  await admin.see("account-sessions");
  await admin.press('form[action$="/end"] button');
  await other.go("/stations");
  assert.equal(other.path(), "/sign-in");
  await other.context.close();
}
