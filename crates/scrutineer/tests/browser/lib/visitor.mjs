// One person's browser: its own cookies, and an ear for every error of its console.
import assert from "node:assert/strict";

export class Visitor {
  static async open(day, who) {
    const context = await day.browser.newContext({ baseURL: day.base, viewport: { width: 1280, height: 800 }, locale: "en-US" });
    // A violation is told to the page before the console hears of it.
    await context.addInitScript(() => addEventListener("securitypolicyviolation", (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`)));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const visitor = new Visitor();
    Object.assign(visitor, { day, who, context, page });
    page.on("pageerror", (error) => day.looker.find(`${who} ${page.url()}`, `script: ${error.message}`));
    page.on("console", (message) => visitor.hear(message));
    return visitor;
  }

  // That a page was refused is said in the console too; whether it ought to be is asked where it is fetched.
  hear(message) {
    const refused = message.text().startsWith("Failed to load resource") && message.location().url === this.document;
    if (message.type() === "error" && !refused) this.day.looker.find(`${this.who} ${this.page.url()}`, `${message.text()} ${message.location().url}`);
  }

  // Does something that leads to a page, and holds its status against the expected one.
  async leads(act, status = 200) {
    const arrived = this.page.waitForResponse((r) => r.request().isNavigationRequest() && r.frame() === this.page.mainFrame() && !(r.status() >= 300 && r.status() < 400));
    const hearing = (request) => request.isNavigationRequest() && (this.document = request.url());
    this.page.on("request", hearing);
    await Promise.all([arrived, act()]);
    await this.page.waitForLoadState("load");
    this.page.off("request", hearing);
    assert.equal((await arrived).status(), status, `${this.who} at ${this.page.url()}`);
  }

  go(path, status) {
    return this.leads(() => this.page.goto(path), status);
  }

  // Fills fields by name, ticks boxes (true), chooses options and files as the field asks for.
  async fill(values, form = "main form") {
    for (const [name, value] of Object.entries(values)) {
      const field = this.page.locator(`${form} [name="${name}"]`);
      const kind = await field.evaluate((e) => (e.tagName === "SELECT" ? "select" : e.type));
      if (kind === "select") await field.selectOption(value);
      else if (kind === "checkbox") await field.setChecked(value);
      else if (kind === "file") await field.setInputFiles(value);
      else await field.fill(value);
    }
  }

  // Presses a form's button: the main one unless another is named.
  press(selector = "main form button.main", status = 200) {
    return this.leads(() => this.page.click(selector), status);
  }

  open(form) {
    return this.page.locator("details", { has: this.page.locator(form) }).locator("summary").click();
  }

  async signIn(name, password, status) {
    await this.go("/sign-in");
    await this.fill({ name, password });
    await this.press(undefined, status);
  }

  async signOut() {
    await this.press('.top > .me form[action="/sign-out"] button');
    assert.equal(this.path(), "/sign-in");
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  text(selector = "main") {
    return this.page.locator(selector).first().innerText();
  }

  texts(selector) {
    return this.page.locator(selector).allInnerTexts();
  }

  see(name) {
    return this.day.looker.look(this.page, name);
  }

  // The error of a field, beside it, and that the field is tied to it.
  async wrong(field, like) {
    const beside = `#${field}-error`;
    assert.match(await this.text(beside), like);
    const described = await this.page.locator(`[name="${field}"]`).getAttribute("aria-describedby");
    assert.ok(described?.split(" ").includes(`${field}-error`), `${field} is described by ${described}`);
  }

  async cookie() {
    return (await this.context.cookies()).find(({ name }) => name.endsWith("scrutineer"));
  }
}
