"use strict";
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
const PAGE = 100;
const $ = id => document.getElementById(id);
const table = $("list"), body = table.tBodies[0], rows = [...body.rows];
const words = JSON.parse($("words").textContent);
const collator = new Intl.Collator(undefined, { numeric: true });
const items = rows.map((row, at) => {
  const c = row.cells;
  return { row, at, words: " " + words[at], href: c[1].firstElementChild.getAttribute("href"), title: c[1].firstElementChild.textContent,
    bytes: Number(c[2].firstElementChild.value), files: Number(c[3].textContent), date: c[4].textContent, license: c[5].textContent,
    serial: c[0].textContent, old: row.classList.contains("old"), gone: row.classList.contains("gone"), doi: row.dataset.doi };
});
const by = { serial: (a, b) => b.at - a.at, title: (a, b) => collator.compare(a.title, b.title), bytes: (a, b) => a.bytes - b.bytes,
  files: (a, b) => a.files - b.files, date: (a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : b.at - a.at, license: (a, b) => collator.compare(a.license, b.license) };
const falling = { serial: true, bytes: true, files: true, date: true };

// Words as 'seedbank list TEXT' has them: without case and accents, each found where it begins a word.
const ALONE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const fold = c => { const u = c.toUpperCase(); return ([...u].length === 1 ? u : c).toLowerCase(); };
function plain(text) {
  let out = "", apart = false;
  for (const c of text.normalize("NFKD")) {
    if (/[\p{L}\p{Nd}]/u.test(c)) {
      const alone = ALONE.test(c);
      if ((apart || alone) && out) out += " ";
      out += fold(c);
      apart = alone;
    } else if (!/\p{Mn}/u.test(c)) apart = true;
  }
  return out;
}

const count = (values) => { const all = new Map(); for (const v of values) if (v) all.set(v, (all.get(v) || 0) + 1); return all; };
function fill(select, all, compare) {
  for (const value of [...all.keys()].sort(compare)) select.add(new Option(`${value} (${all.get(value)})`, value));
  select.parentElement.hidden = all.size < 2;
}
fill($("license"), count(items.map(each => each.license)), collator.compare);
fill($("year"), count(items.map(each => each.date.slice(0, 4))), (a, b) => b < a ? -1 : 1);
$("older").parentElement.hidden = !items.some(each => each.old);
$("withdrawn").parentElement.hidden = !items.some(each => each.gone);

let sort = "serial", down = true, page = 0, shown = [];
const number = n => n.toLocaleString("en");

function choose() {
  const typed = $("find").value.trim(), wanted = typed.split(/\s+/u).map(plain).filter(Boolean).map(word => " " + word);
  const digest = /^[0-9a-f]{6,64}$/i.test(typed) ? typed.toLowerCase() : null;
  const license = $("license").value, year = $("year").value, older = $("older").checked, withdrawn = $("withdrawn").checked;
  const fits = each => (!license || each.license === license) && (!year || each.date.startsWith(year)) && (withdrawn || !each.gone)
    && (!typed || (wanted.length && wanted.every(word => each.words.includes(word))) || each.serial === typed || (digest && each.href.startsWith(digest)));
  const found = items.filter(fits);
  shown = found.filter(each => older || !each.old);
  shown.sort((a, b) => (down ? -1 : 1) * by[sort](a, b) || a.at - b.at);
  return found.length - shown.length;
}

function show() {
  const folded = choose();
  page = Math.max(0, Math.min(page, Math.ceil(shown.length / PAGE) - 1));
  const from = page * PAGE, part = shown.slice(from, from + PAGE);
  body.replaceChildren(...part.map(each => each.row));
  $("count").textContent = (shown.length === 0 ? "No dataset matches"
      : shown.length <= PAGE ? `${number(shown.length)} of ${number(items.length)} datasets`
      : `${number(from + 1)} to ${number(from + part.length)} of ${number(shown.length)} datasets`)
    + (folded ? `; ${folded === 1 ? "1 older version is" : number(folded) + " older versions are"} folded` : "");
  for (const button of table.tHead.querySelectorAll("button")) {
    const head = button.parentElement;
    if (button.value === sort) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  $("order").value = (down ? "-" : "") + sort;
  $("turn").hidden = shown.length <= PAGE;
  $("back").disabled = page === 0;
  $("on").disabled = from + PAGE >= shown.length;
}

function keep() {
  const state = new URLSearchParams();
  for (const id of ["find", "license", "year"]) if ($(id).value) state.set(id, $(id).value);
  if ($("older").checked) state.set("older", "1");
  if (!$("withdrawn").checked) state.set("withdrawn", "0");
  if (sort !== "serial" || !down) state.set("sort", (down ? "-" : "") + sort);
  if (page) state.set("page", page + 1);
  history.replaceState(null, "", "#" + state);
}

function recall() {
  const text = location.hash.slice(1), state = new URLSearchParams(text);
  if (text && !text.includes("=")) {
    let name = text;
    try { name = decodeURIComponent(text); } catch (e) { name = text; }
    name = name.toLowerCase().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:)/, "");
    const hits = items.filter(each => each.serial === name || each.doi === name || (name.length >= 6 && each.href.startsWith(name)));
    const newest = hits.find(each => !each.old) || hits[0];
    if (newest) { location.replace(newest.href); return; }
  }
  for (const id of ["find", "license", "year"]) $(id).value = state.get(id) || "";
  $("older").checked = state.get("older") === "1";
  $("withdrawn").checked = state.get("withdrawn") !== "0";
  order(state.get("sort") || "-serial");
  page = (parseInt(state.get("page"), 10) || 1) - 1;
  show();
}
function order(text) {
  const key = text.replace(/^-/, "");
  if (Object.hasOwn(by, key)) { sort = key; down = text.startsWith("-"); }
}
function changed() { page = 0; show(); keep(); }
function turn(by) { page += by; show(); keep(); table.scrollIntoView(); table.focus({ preventScroll: true }); }

for (const head of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.value = head.dataset.key;
  button.textContent = head.textContent;
  button.addEventListener("click", () => { down = sort === button.value ? !down : !!falling[button.value]; sort = button.value; changed(); });
  head.replaceChildren(button);
}
for (const id of ["license", "year", "older", "withdrawn"]) $(id).addEventListener("change", changed);
$("order").addEventListener("change", event => { order(event.target.value); changed(); });
let waiting = 0;
$("find").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 60); });
$("back").addEventListener("click", () => turn(-1));
$("on").addEventListener("click", () => turn(1));
addEventListener("hashchange", recall);
$("tools").hidden = false;
document.documentElement.classList.remove("js");
recall();
});
