"use strict";
addEventListener("DOMContentLoaded", () => {
const said = document.getElementById("said");
async function copy(block) {
  try { await navigator.clipboard.writeText(block.textContent); return true; } catch (e) {
    // Pages by http: have no clipboard of their own.
    const range = document.createRange(), selection = getSelection();
    range.selectNodeContents(block);
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }
}
for (const block of document.querySelectorAll("pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy " + block.dataset.what);
  button.addEventListener("click", async () => {
    const done = await copy(block);
    button.textContent = done ? "Copied" : "Selected";
    said.textContent = done ? block.dataset.what + " copied" : "selected; copy it with the keyboard";
    setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2500);
  });
  block.before(button);
}
});
