// What is left of the day: languages and themes, the log, webhooks, backups, help.
import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { downloads } from "./organisations.mjs";

export async function languages(day) {
  const { admin } = day;
  await admin.go("/stations");
  for (const [tag, like] of [["ru", /Участки/], ["kk", /Учаскелер/]]) {
    await admin.press(`.side button[value="${tag}"]`);
    assert.equal(admin.path(), "/stations", "the page stays");
    assert.equal(await admin.page.getAttribute("html", "lang"), tag);
    assert.match(await admin.text("h1"), like);
    await admin.see(`stations-${tag}`);
    for (const path of ["/", "/submissions", "/log", "/help", "/account", "/import/stations", `/organisations/${day.code}`]) {
      await admin.go(path);
      await admin.see(`${path.split("/")[1] || "overview"}-${tag}`);
    }
    await admin.go("/stations");
  }
  await admin.press('.side button[value="en"]');
  const paper = () => admin.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await admin.press('.side button[value="light"]');
  const light = await paper();
  await admin.press('.side button[value="dark"]');
  assert.equal(await admin.page.getAttribute("html", "data-theme"), "dark");
  assert.notEqual(await paper(), light, "the theme is seen");
  await admin.press('.side button[value="auto"]');
}

// What the webhook is told, and whether the signature is that of the secret (Standard Webhooks).
export async function webhooks(day) {
  const { admin } = day;
  let told;
  const delivery = new Promise((done) => (told = done));
  const listener = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      response.writeHead(204).end();
      told({ headers: request.headers, body });
    });
  });
  await new Promise((done) => listener.listen(0, "127.0.0.1", done));
  await admin.go("/settings/webhooks");
  await admin.see("webhooks-none");
  const form = 'form[action="/settings/webhooks"]';
  await admin.fill({ url: "ftp://example.org/", "event-submission": true }, form);
  await admin.press(`${form} button.main`, 422);
  await admin.wrong("url", /./);
  await admin.see("webhook-refused");
  await admin.fill({ url: `http://127.0.0.1:${listener.address().port}/told` }, form);
  await admin.press(`${form} button.main`);
  const secret = (await admin.text(".note.good .command code")).trim();
  await admin.see("webhook-made");
  await day.api("POST", "/api/v1/submissions", { id: randomUUID(), form: "VOTE", station: "ZZ-0002", answers: {} }, 201);
  const { headers, body } = await Promise.race([delivery, new Promise((_, no) => setTimeout(() => no(new Error("no delivery")), 20_000))]);
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
  assert.equal(headers["webhook-signature"], `v1,${signed}`);
  listener.close();
  await admin.go("/settings/webhooks");
  await admin.page.waitForFunction(async () => (await (await fetch(location.href)).text()).includes("204"));
  await admin.go("/settings/webhooks");
  await admin.see("webhooks");
  await admin.press('form[action$="/disable"] button');
  assert.equal(await admin.page.locator('form[action$="/enable"]').count(), 1);
}

export async function token(day) {
  const { admin } = day;
  await admin.go("/settings/tokens");
  await admin.press('form[action$="/revoke"] button');
  await admin.see("token-revoked");
  await day.api("GET", "/api/v1/observers", undefined, 401);
}

export async function backup(day) {
  const { admin } = day;
  await admin.go("/settings/server");
  await admin.see("server");
  await admin.go("/settings/backup");
  await admin.see("backup-none");
  await admin.press('form[action="/settings/backup"] button.main');
  for (let n = 0; n < 60 && !(await admin.page.locator("section:has(#past) tbody tr").count()); n += 1) {
    await admin.page.waitForTimeout(500);
    await admin.go("/settings/backup");
  }
  assert.match(await admin.text("section:has(#past) tbody tr"), /verified/i);
  await admin.see("backup");
}

export async function log(day) {
  const { admin } = day;
  await admin.go("/log");
  assert.equal(Number((await admin.text("dd.big")).replace(/\D/g, "")), await day.size(), "the page has the size of the checkpoint");
  await admin.fill({ id: "not-an-id" });
  await admin.press("main form button", 200);
  await admin.wrong("id", /no such/i);
  await admin.fill({ id: day.submission });
  await admin.press("main form button", 200);
  await downloads(admin, await admin.page.getAttribute("a[download]", "href"));
  await admin.see("log-receipt");
  // A link to an entry shows that entry, however old it is.
  await admin.go(`/submissions/${day.submission}`);
  const entry = (await admin.text('dd a[href^="/log?entry="]')).trim();
  await admin.leads(() => admin.page.click('dd a[href^="/log?entry="]'));
  assert.match((await admin.texts("main tbody tr"))[0], new RegExp(`^\\s*${entry}\\b`));
  await admin.go("/changes");
  await admin.see("changes");
}

export async function rest(day) {
  const { admin } = day;
  await admin.go("/");
  assert.deepEqual(await admin.texts(".steps .open a"), ["Appoint custodians"], "the list says what is left");
  await admin.see("overview");
  await admin.go("/settings");
  await admin.fill({ contact: "desk@example.org" }, "form[action='/settings']");
  await admin.press("form[action='/settings'] button.main");
  await admin.see("settings");
  await admin.go("/help");
  await admin.see("help");
  await admin.go("/stations/no-such-station", 404);
  assert.match(await admin.text(), /404/);
  await admin.see("not-found");
  await admin.go("/");
  for (const link of await admin.page.locator(".side nav a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) await admin.go(link);
  await admin.go("/stations");
  await downloads(admin, await admin.page.getAttribute("a[download]", "href"));
  // Without a script the menu of a phone opens.
  const plain = await day.browser.newContext({ baseURL: day.base, viewport: { width: 360, height: 800 }, javaScriptEnabled: false, storageState: await admin.context.storageState() });
  const page = await plain.newPage();
  await page.goto("/");
  await page.click(".menu summary");
  assert.ok(await page.isVisible('.menu a[href="/settings"]'));
  await plain.close();
}
