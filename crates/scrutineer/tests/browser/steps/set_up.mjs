// The first minutes: the link of a fresh server, an organisation, its administrator.
import assert from "node:assert/strict";
import { Visitor } from "../lib/visitor.mjs";

export async function setUp(day) {
  const admin = (day.admin = await Visitor.open(day, "administrator"));
  await admin.go("/");
  assert.equal(admin.path(), "/sign-in", "a stranger is asked to sign in");
  await admin.see("sign-in");
  await admin.go(day.facts.set_up);
  await admin.see("set-up");
  await refusedPasswords(admin, day);
  await admin.fill({ organisation: day.organisation, name: day.name, password: day.password, again: day.password });
  await admin.press();
  assert.equal(admin.path(), "/");
  await admin.see("overview-empty");
  const open = await admin.texts(".steps .open a");
  assert.equal(open.length, 5, `every step is still to do: ${open}`);
  await admin.go(day.facts.set_up, 404); // a link is good once
  await admin.go("/");
  await cookies(admin, day);
}

async function refusedPasswords(admin, day) {
  const tries = [["eleven char", "eleven char", /12/], ["password12345", "password12345", /guess/i], [day.password, `${day.password}x`, /same|differ/i]];
  for (const [password, again, like] of tries) {
    await admin.fill({ organisation: day.organisation, name: day.name, password, again });
    await admin.press(undefined, 422);
    await admin.wrong("password", like);
    assert.equal(await admin.page.inputValue("[name=organisation]"), day.organisation, "what was typed is still there");
    assert.equal(await admin.page.inputValue("[name=password]"), "", "but no password is sent back");
  }
  await admin.see("set-up-refused");
}

// A session is another after signing in, scripts do not see it, and the one before it is worth nothing.
async function cookies(admin, day) {
  const before = await admin.cookie();
  assert.ok(before.httpOnly && before.sameSite === "Lax" && before.path === "/", JSON.stringify({ ...before, value: "" }));
  assert.ok(!(await admin.page.evaluate(() => document.cookie)).includes("scrutineer"));
  await admin.signOut();
  await admin.signIn(day.name, "not the right one", 401);
  await admin.wrong("password", /not right/);
  await admin.see("sign-in-refused");
  // A cookie that somebody else chose.
  await admin.context.addCookies([{ ...before, value: "AAAAAAAAAAAAAAAAAAAAAA" }]);
  await admin.signIn(day.name, day.password);
  const after = await admin.cookie();
  assert.ok(after.httpOnly && after.sameSite === "Lax");
  assert.ok(![before.value, "AAAAAAAAAAAAAAAAAAAAAA"].includes(after.value), "signing in makes a new session");
  const old = await fetch(`${day.base}/`, { headers: { cookie: `${before.name}=${before.value}` }, redirect: "manual" });
  assert.equal(old.headers.get("location")?.split("?")[0], "/sign-in", "the session before is ended");
}
