// The same by one command: the files, the organisation, and a link for its administrator.
import assert from "node:assert/strict";
import { OBSERVERS, STATIONS } from "../lib/files.mjs";
import { run, serve } from "../lib/server.mjs";
import { Visitor } from "../lib/visitor.mjs";

export async function init(day) {
  const { files } = day;
  const where = ["--data-dir", `${day.folder}/init`, ...(day.databases.init ? ["--database", day.databases.init] : [])];
  const args = ["init", ...where, "--organisation", day.organisation, "--administrator", day.name, "--election", "Invented election",
    "--day", day.day, "--country", "ZZ", "--simulated", "--options", files.options, "--stations", files.stations, "--observers", files.observers,
    "--staff", files.staff, "--json"];
  const made = await run(day.binary, args);
  const server = await serve(day.binary, where);
  try {
    const one = { ...day, base: server.base };
    const admin = await Visitor.open(one, "administrator of init");
    await admin.go(new URL(made.link).pathname);
    await admin.see("init-password");
    await admin.fill({ password: day.password, again: day.password });
    await admin.press();
    await admin.signIn(day.name, day.password);
    assert.deepEqual(await admin.texts(".steps .open a"), ["Appoint custodians", "Plan the deployments"]);
    await admin.see("init-overview");
    await admin.go("/stations");
    assert.match(await admin.text("#list .pager"), new RegExp(`\\b${STATIONS}\\b`));
    await admin.go("/observers");
    assert.equal(await admin.page.locator("#list tbody tr").count(), OBSERVERS);
    await admin.go("/elections");
    await admin.leads(() => admin.page.click("main table a"));
    assert.match(await admin.page.inputValue("[name=contest-1-options]"), /Invented Two/);
    await admin.context.close();
  } finally {
    await server.stop();
  }
}
