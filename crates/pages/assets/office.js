// The little that needs a script: every page works without it.
"use strict";

// `/` goes to the search box, unless somebody is writing.
addEventListener("keydown", (event) => {
  const find = document.getElementById("find");
  if (event.key === "/" && find && !event.ctrlKey && !event.metaKey && !event.target.closest("input,select,textarea")) {
    event.preventDefault();
    find.focus();
    find.select();
  }
});

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.onclick = () => navigator.clipboard.writeText(button.previousElementSibling.textContent);
  }
}

// A passkey: the server makes the challenge, the browser answers, the server says where to go.
const ask = async (address, csrf, body) => {
  const headers = { "content-type": "application/json", "x-csrf-token": csrf };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

for (const part of document.querySelectorAll("[data-passkey]")) {
  const { passkey, begin, finish, csrf } = part.dataset;
  const parse = window.PublicKeyCredential?.[passkey === "get" ? "parseRequestOptionsFromJSON" : "parseCreationOptionsFromJSON"];
  if (!parse) continue;
  part.hidden = false;
  const failed = part.querySelector("[data-failed]");
  part.querySelector("button").onclick = async () => {
    failed.textContent = "";
    try {
      const publicKey = parse.call(PublicKeyCredential, (await ask(begin, csrf, {})).publicKey);
      const { next } = await ask(finish, csrf, await navigator.credentials[passkey]({ publicKey }));
      location.assign(next);
    } catch {
      failed.textContent = failed.dataset.failed;
    }
  };
}
