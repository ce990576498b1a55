// Looks at every page of the gallery as a browser shows it: pictures, accessibility, overflow, errors of the console.
//
//   cargo run -p pages --example gallery -- GALLERY
//   cp -r crates/pages/tests/look TEMPORARY && cd TEMPORARY && npm install
//   node look.mjs GALLERY PICTURES [language[,language]] [part of a page's name]
//
// CHROMIUM names the browser. Ends with status 1 when a page has a serious or critical finding, is wider than a phone, uses a text that
// is missing, or writes an error to the console.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const [gallery, pictures, languages = "en,ru,kk", only = ""] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
// What the server sends: pages have to work under it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path fill="#9ab" d="M0 0h4v3H0z"/></svg>';

const server = createServer((request, response) => {
  let path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (path === "/stations") path = "/en/stations-empty.html"; // what a filter asks for
  if (path.includes("/attachments/")) {
    response.writeHead(200, { "content-type": "image/svg+xml" }).end(picture);
    return;
  }
  try {
    const body = readFileSync(join(gallery, path));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain", "content-security-policy": policy }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
mkdirSync(pictures, { recursive: true });
let failures = 0;
const fail = (where, what) => {
  failures += 1;
  console.error(`${where}: ${what}`);
};

async function look(page, language, name, width, scheme) {
  const where = `${language}-${name}-${width}-${scheme}`;
  const errors = [];
  const hear = (message) => message.type() === "error" && !message.text().includes("404") && errors.push(message.text());
  page.on("console", hear);
  await page.goto(`${origin}/${language}/${name}.html`);
  await page.screenshot({ path: join(pictures, `${where}.png`), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) fail(where, `${wide} px wider than the window`);
  if (width === 360) {
    const small = await page.evaluate(() => [...document.querySelectorAll("main :is(button,.button,select)")]
      .filter((e) => e.offsetHeight > 0 && e.offsetHeight < 40).map((e) => e.textContent.trim().slice(0, 30)));
    if (small.length) fail(where, `too small to touch: ${small.join("; ")}`);
  }
  if ((await page.content()).includes("⟦")) fail(where, "a text is missing");
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations);
  for (const v of found.filter((x) => ["serious", "critical"].includes(x.impact))) {
    fail(where, `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  }
  errors.forEach((text) => fail(where, text));
  page.off("console", hear);
}

for (const [width, scheme] of [[360, "light"], [1280, "light"], [360, "dark"], [1280, "dark"]]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: false });
  const page = await context.newPage();
  for (const language of languages.split(",")) {
    const names = readdirSync(join(gallery, language)).map((f) => f.replace(".html", "")).filter((n) => n.includes(only));
    for (const name of names) await look(page, language, name, width, scheme);
  }
  await context.close();
}

// Without a script: the menu opens, and everything is there.
const plain = await (await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled: false })).newPage();
await plain.goto(`${origin}/en/overview.html`);
await plain.click(".menu summary");
await plain.screenshot({ path: join(pictures, "en-menu-360.png") });
if (!(await plain.isVisible('.menu a[href="/settings"]'))) fail("en-menu-360", "the menu does not open without a script");

// On paper, and with the keyboard.
const desk = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
for (const name of ["stations", "submission"]) {
  await desk.goto(`${origin}/en/${name}.html`);
  await desk.pdf({ path: join(pictures, `en-${name}.pdf`), preferCSSPageSize: true });
}
await desk.keyboard.press("Tab");
if ((await desk.evaluate(() => document.activeElement.className)) !== "skip") fail("keyboard", "the first stop is not the skip link");
await desk.keyboard.press("/");
if ((await desk.evaluate(() => document.activeElement.id)) !== "find") fail("keyboard", "/ does not go to the search box");

// Typing into the filter exchanges the list and nothing else, and the address keeps the question.
await desk.goto(`${origin}/en/stations.html`);
await desk.evaluate(() => (document.body.dataset.same = "yes"));
await desk.fill(".filter input[name=q]", "zzz");
await desk.waitForSelector("#list .empty", { timeout: 5000 }).catch(() => fail("filter", "the list was not exchanged"));
if ((await desk.evaluate(() => document.body.dataset.same)) !== "yes") fail("filter", "the page was loaded again");
if (!desk.url().includes("/stations?q=zzz")) fail("filter", `the address is ${desk.url()}`);

await browser.close();
server.close();
console.log(failures ? `${failures} findings` : "nothing found");
process.exit(failures ? 1 : 0);
