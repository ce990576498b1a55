// The program from outside: a server of its own, and commands that end.
import { spawn } from "node:child_process";

// Runs a command that prints one JSON document, and gives it.
export function run(binary, args) {
  return new Promise((done, failed) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (piece) => (text += piece));
    child.on("error", failed);
    child.on("close", (status) => (status === 0 ? done(JSON.parse(text)) : failed(new Error(`${args[0]} ended with ${status}: ${text}`))));
  });
}

// Starts a server on a free port; gives its first document and how to stop it.
export async function serve(binary, args) {
  const child = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--json", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.on("close", done));
  const facts = await new Promise((done, failed) => {
    let text = "";
    child.on("error", failed);
    child.on("close", (status) => failed(new Error(`serve ended with ${status}: ${text}`)));
    child.stdout.on("data", (piece) => {
      text += piece;
      try {
        done(JSON.parse(text));
      } catch {
        // The document is not whole yet.
      }
    });
  });
  const stop = async () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { ...facts, base: facts.url.replace(/\/$/, ""), stop };
}
