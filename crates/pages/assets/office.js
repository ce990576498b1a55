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
