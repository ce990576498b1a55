// The day of an administrator in a real browser: from an empty folder to an election with its stations, people, deployments, keys and
// backups, by clicks; and the same by one command. On every page: accessibility, width, console, pictures.
//
//   node day.mjs PROGRAM PICTURES FOLDER [DATABASE DATABASE]
//
// FOLDER is empty and is written into; with two empty PostgreSQL databases the record stands there. CHROMIUM names the browser.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { write } from "./lib/files.mjs";
import { Looker } from "./lib/look.mjs";
import { serve } from "./lib/server.mjs";
import * as account from "./steps/account.mjs";
import * as deployments from "./steps/deployments.mjs";
import * as election from "./steps/election.mjs";
import { init } from "./steps/init.mjs";
import * as organisations from "./steps/organisations.mjs";
import * as server from "./steps/server.mjs";
import { setUp } from "./steps/set_up.mjs";

const [binary, pictures, folder, here, there] = process.argv.slice(2);
const steps = [
  ["set up by the link of a fresh server", setUp],
  ["describe the election", election.describe],
  ["import stations; a bad file is refused whole", election.stations],
  ["import observers and commission members", election.people],
  ["find a station in other letters, correct it", election.search],
  ["the same files again", election.again],
  ["a token", deployments.token],
  ["teams through the interface", deployments.teams],
  ["plan a day", deployments.plan],
  ["a submission and its receipt", organisations.submission],
  ["a data clerk", organisations.clerk],
  ["a second organisation sees nothing", organisations.second],
  ["a sharing agreement, revoked", organisations.agreement],
  ["second factor", account.secondFactor],
  ["recovery codes", account.recovery],
  ["a new password", account.password],
  ["another session ended", account.sessions],
  ["languages and themes", server.languages],
  ["webhooks", server.webhooks],
  ["the token revoked", server.token],
  ["a backup", server.backup],
  ["the log", server.log],
  ["the rest", server.rest],
  ["the same by one command", init],
];

// What the steps share.
function shared(browser, facts, looker) {
  const day = {
    binary, folder, browser, looker, facts, base: facts.base, databases: { here, init: there }, files: write(`${folder}/files`),
    organisation: "Invented Observers", name: "anna", password: "four green bicycles", day: "2026-11-29",
  };
  // Asks the interface with the token; the answer, where it has the expected status.
  day.api = async (method, path, body, status = 200) => {
    const headers = { authorization: `Bearer ${day.token}`, ...(body && { "content-type": "application/json" }) };
    const answer = await fetch(day.base + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.equal(answer.status, status, `${method} ${path}: ${text.slice(0, 400)}`);
    return text && JSON.parse(text);
  };
  day.size = async () => Number((await (await fetch(`${day.base}/log/checkpoint`)).text()).split("\n")[1]);
  return day;
}

async function live(browser, looker) {
  const began = Date.now();
  const facts = await serve(binary, ["--data-dir", `${folder}/data`, ...(here ? ["--database", here] : [])]);
  try {
    const day = shared(browser, facts, looker);
    day.code = "invented-observers";
    for (const [name, step] of steps) {
      const from = Date.now();
      await step(day);
      console.log(`ok ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    }
  } finally {
    await facts.stop();
  }
  return (Date.now() - began) / 1000;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const looker = new Looker(pictures);
let failed = 0;
try {
  const seconds = await live(browser, looker);
  console.log(`the day on ${here ? "PostgreSQL" : "SQLite"}: ${steps.length} parts, ${looker.pages} pages looked at, ${seconds.toFixed(0)} s`);
} catch (error) {
  failed = 1;
  console.error(`FAILED ${error.stack}`);
}
await browser.close();
console.log(looker.findings.length ? `${looker.findings.length} findings` : "nothing found");
process.exit(failed || looker.findings.length ? 1 : 0);
