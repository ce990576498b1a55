// What has to hold of every page that is visited, whatever it is for: on a phone and on a desk, light and dark.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const STATES = [[360, "light"], [360, "dark"], [1280, "dark"], [1280, "light"]]; // the last one stays
const HEIGHT = 800;
// Pixels a finger needs, of a button in the page's own part.
const TOUCH = 40;

export class Looker {
  constructor(pictures) {
    mkdirSync(pictures, { recursive: true });
    this.pictures = pictures;
    this.axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    this.findings = [];
    this.pages = 0;
  }

  find(where, what) {
    this.findings.push(`${where}: ${what}`);
    console.error(`   FOUND ${where}: ${what}`);
  }

  // Looks at what the page shows now, without loading it again: an answer to a form is a page too.
  async look(page, name) {
    this.pages += 1;
    const title = `${String(this.pages).padStart(2, "0")}-${name}`;
    if ((await page.content()).includes("⟦")) this.find(title, "a text is missing");
    await page.evaluate(this.axe);
    for (const [width, scheme] of STATES) await this.state(page, `${title}-${width}-${scheme}`, width, scheme);
  }

  async state(page, where, width, scheme) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: HEIGHT });
    await page.screenshot({ path: join(this.pictures, `${where}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) this.find(where, `${wide} px wider than the window`);
    if (width < 400) {
      const small = await page.evaluate((least) => [...document.querySelectorAll("main :is(button,.button,select)")]
        .filter((e) => e.offsetHeight > 0 && e.offsetHeight < least).map((e) => e.textContent.trim().slice(0, 30)), TOUCH);
      if (small.length) this.find(where, `too small to touch: ${small.join("; ")}`);
    }
    const violations = await page.evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
      .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) })));
    for (const v of violations.filter((x) => ["serious", "critical"].includes(x.impact))) this.find(where, `${v.id}: ${v.nodes.join(" | ")}`);
  }
}
