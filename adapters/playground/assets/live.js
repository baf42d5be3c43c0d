// Makes the page livelier. Whatever happens here happens without it too, by a form and a new page.
"use strict";

const at = (id) => document.getElementById(id);

// What may change while the page is open. The message box is not among it, so nobody's typing is disturbed.
const PARTS = ["now", "steps", "everyone", "tabs", "waiting", "met"];

let changed = false;
let looking = false;

/** Fetches this page anew and shows what is different in it. */
async function look() {
  changed = true;
  if (looking) return;
  looking = true;
  while (changed) {
    changed = false;
    try {
      const response = await fetch(location.href, { headers: { "Vardag-Refresh": "1" } });
      if (response.ok) show(parse(await response.text()));
    } catch {
      // The stream of events connects anew, and then we look again.
    }
  }
  looking = false;
}

const parse = (text) => new DOMParser().parseFromString(text, "text/html");

function show(fresh) {
  const focused = document.activeElement;
  const unfolded = [...document.querySelectorAll("details[open]")].map((each) => each.id);
  for (const id of PARTS) {
    const [old, young] = [at(id), fresh.getElementById(id)];
    if (old && young && old.innerHTML !== young.innerHTML) old.replaceChildren(...young.childNodes);
  }
  for (const id of unfolded) at(id)?.setAttribute("open", "");
  const [badge, drawer] = [fresh.getElementById("waiting"), document.querySelector(".drawer")];
  if (!badge) at("waiting")?.remove();
  else if (!at("waiting")) drawer.append(badge);
  showLines(fresh);
  showForm(fresh);
  refocus(focused);
}

/** Line by line, so that a screen reader reads out only what is new. */
function showLines(fresh) {
  const [list, young] = [at("lines"), fresh.getElementById("lines")];
  if (!list || !young) return;
  const ids = new Set([...young.children].map((each) => each.id));
  for (const old of [...list.children]) if (!ids.has(old.id)) old.remove();
  [...young.children].forEach((line, place) => {
    const old = at(line.id);
    if (!old) list.insertBefore(line, list.children[place] ?? null);
    else if (old.dataset.version !== line.dataset.version) old.replaceWith(line);
  });
}

function showForm(fresh) {
  const [sheet, young] = [at("sheet"), fresh.getElementById("sheet")];
  if (!sheet || !young || sheet.dataset.version === young.dataset.version) return;
  sheet.replaceChildren(...young.childNodes);
  if (young.dataset.version) sheet.dataset.version = young.dataset.version;
  else delete sheet.dataset.version;
  raise();
  if (!at("dialog")) (at("text") ?? at("main")).focus();
}

/** Lifts an open form above the page. */
function raise() {
  const dialog = at("dialog");
  if (!dialog) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    at("cancel").click();
  });
  (dialog.querySelector("[aria-invalid]") ?? dialog.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
}

/** What had the focus may have been replaced: then its successor has it, or the message that it was in. */
function refocus(old) {
  if (!old || old.isConnected || document.activeElement !== document.body) return;
  const line = old.id.match(/^b(\d+)-/);
  (at(old.id) ?? (line && at(`m${line[1]}`)) ?? at("main")).focus();
}

async function send(form, button) {
  if (form.ariaBusy === "true") return;
  const body = new URLSearchParams(new FormData(form, button));
  form.ariaBusy = "true";
  if (form.dataset.busy) at("now").querySelector("time").textContent = form.dataset.busy;
  at("toast").hidden = true;
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { "Vardag-Refresh": "1" } });
    const fresh = parse(await response.text());
    if (!response.ok) return complain(fresh.getElementById("problem")?.textContent);
    form.elements.act.value = crypto.randomUUID();
    if (form.elements.text?.type === "text") form.reset();
    if (new URL(response.url).pathname !== location.pathname) location.assign(response.url);
    else {
      const before = at("lines")?.lastElementChild;
      show(fresh);
      if (at("lines")?.lastElementChild?.id !== before?.id) at("stream").scrollTop = 0;
    }
  } catch {
    complain();
  } finally {
    form.ariaBusy = "false";
    if (form.dataset.busy) look();
  }
}

function complain(text) {
  at("toast").textContent = text ?? at("toast").dataset.lost;
  at("toast").hidden = false;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-live]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

new EventSource(document.body.dataset.live).onmessage = look;
raise();
