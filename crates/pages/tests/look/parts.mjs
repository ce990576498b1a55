// Pictures of single parts for docs/design.md, from the gallery. Installed like look.mjs.
//   node parts.mjs GALLERY DOCS/IMAGES
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [gallery, images] = process.argv.slice(2);
const parts = [
  ["shell", "overview", ".top", 1280], ["figures", "overview", ".figures", 1000], ["steps", "overview", ".steps", 1000],
  ["table", "submissions", ".scroll", 1280], ["card", "submissions", ".stack tbody tr:nth-child(2)", 360],
  ["filter", "stations", ".filter", 1280], ["refused", "station-refused", "#errors", 1280], ["field", "station-refused", ".wrong", 1280],
  ["notes", "settings", ".note", 1000], ["history", "station", ".history", 1000], ["empty", "backup-empty", ".empty", 1000],
];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const css = readFileSync(join(gallery, "assets/office.css"), "utf8");
for (const [name, page, selector, width] of parts) {
  const view = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme: name === "steps" ? "dark" : "light" })).newPage();
  await view.setContent(readFileSync(join(gallery, "en", `${page}.html`), "utf8"));
  await view.addStyleTag({ content: css });
  await view.locator(selector).filter({ visible: true }).first().screenshot({ path: join(images, `design-${name}.png`) });
  await view.context().close();
}
await browser.close();
