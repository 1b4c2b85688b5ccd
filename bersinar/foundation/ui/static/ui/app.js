// What the desk's pages cannot do as plain HTML: menu on phones, drafts, readings, one submit at a time, keys.
// Everything listens on the document, so that forms htmx brings in later work too. Nothing is kept here that
// the server does not know, except whether this browser wants the single-letter keys.

const DRAFT_AFTER = 1200;
const DRAFT_AGAIN = 20000;
const ECHO_AFTER = 300;

const cookie = (name) =>
  document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

const clock = () => {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join(".");
};

// ---- Menu on phones ----

const shell = () => document.querySelector(".app-shell");
const burger = () => document.querySelector("[data-sidebar-toggle]");

function showMenu(open) {
  shell()?.classList.toggle("is-open", open);
  burger()?.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector(".app-sidebar a")?.focus();
  else burger()?.focus();
}

const menuIsOpen = () => shell()?.classList.contains("is-open") ?? false;

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-sidebar-toggle]")) showMenu(!menuIsOpen());
  else if (menuIsOpen() && !event.target.closest(".app-sidebar")) showMenu(false);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A long menu shows the place where one is.
const here = document.querySelector(".app-nav [aria-current]");
const sidebar = document.querySelector(".app-sidebar");
if (here && here.offsetTop + here.offsetHeight > sidebar.clientHeight) sidebar.scrollTop = here.offsetTop - sidebar.clientHeight / 2;

// ---- Filters: folded on phones, open where there is room ----

const roomy = window.matchMedia("(min-width: 641px)");

function unfold() {
  if (roomy.matches) for (const fold of document.querySelectorAll(".filter-fold")) fold.open = true;
}
unfold();
roomy.addEventListener("change", unfold);

// ---- Drafts ----

const drafts = new WeakMap(); // form -> {timer, sending, again}

function draftOf(form) {
  if (!drafts.has(form)) drafts.set(form, { timer: 0, sending: null, again: false, over: false });
  return drafts.get(form);
}

function isDrafted(field) {
  return (
    field.name &&
    !field.disabled &&
    field.name !== "csrfmiddlewaretoken" &&
    !["file", "password", "submit", "button", "reset", "image"].includes(field.type) &&
    !(["checkbox", "radio"].includes(field.type) && !field.checked) &&
    !field.closest("[data-no-draft]")
  );
}

function draftFields(form) {
  const data = new FormData();
  for (const field of form.elements) {
    if (!isDrafted(field)) continue;
    if (field.type === "select-multiple") {
      for (const option of field.selectedOptions) data.append(field.name, option.value);
    } else data.append(field.name, field.value);
  }
  return data;
}

function say(form, text, late = false) {
  const place = form.querySelector("[data-draft-status]");
  if (!place) return;
  place.setAttribute("role", "status");
  place.classList.toggle("is-late", late);
  place.textContent = text;
}

function planDraft(form, delay) {
  const draft = draftOf(form);
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => saveDraft(form), delay);
}

async function saveDraft(form) {
  const draft = draftOf(form);
  if (draft.over || !form.isConnected) return;
  if (draft.sending) {
    draft.again = true; // one at a time: an older draft must never arrive after a newer one
    return;
  }
  draft.again = false;
  draft.sending = new AbortController();
  const { signal } = draft.sending;
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      body: draftFields(form),
      headers: { "X-CSRFToken": cookie("csrftoken") },
      credentials: "same-origin",
      redirect: "manual", // a redirect leads to the log-in page and would look like success
      signal,
    });
    if (answer.ok) say(form, `Draf tersimpan ${clock()}`);
    else if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") {
      say(form, "Sesi berakhir. Masuk lagi di tab lain; isian ini tetap ada.", true);
      planDraft(form, DRAFT_AGAIN);
    } else throw new Error(`draft answered ${answer.status}`);
  } catch {
    if (signal.aborted) return;
    say(form, "Draf belum tersimpan, akan dicoba lagi", true);
    planDraft(form, DRAFT_AGAIN);
  } finally {
    draft.sending = null;
    if (draft.again) planDraft(form, 0);
  }
}

function stopDraft(form) {
  const draft = draftOf(form);
  clearTimeout(draft.timer);
  draft.over = true; // the record itself is on its way: a draft must not be written after it
  draft.sending?.abort();
}

function resumeDraft(form) {
  draftOf(form).over = false;
}

function onInput(event) {
  const form = event.target.form;
  if (form?.dataset.draftUrl && !event.target.closest("[data-no-draft]")) planDraft(form, DRAFT_AFTER);
  if (event.target.matches("[data-echo]")) planEcho(event.target);
  for (const input of form?.querySelectorAll("[data-echo][data-echo-unit]") ?? []) {
    if (input !== event.target && input.dataset.echoUnit === event.target.name) planEcho(input);
  }
}

document.addEventListener("input", onInput);
addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-draft-url]")) {
    if (form.querySelector("[data-draft-status].is-late")) planDraft(form, 0);
  }
});

// ---- Readings: "4.890 g = 4,89 kg" ----

const echoes = new WeakMap(); // input -> {timer, asking}

function planEcho(input) {
  const echo = echoes.get(input) ?? { timer: 0, asking: null };
  echoes.set(input, echo);
  clearTimeout(echo.timer);
  echo.timer = setTimeout(() => readEcho(input, echo), ECHO_AFTER);
}

function echoPlace(input) {
  const places = [...document.querySelectorAll(".form-echo")];
  return places.find((place) => input.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
}

async function readEcho(input, echo) {
  const place = echoPlace(input);
  if (!place) return;
  echo.asking?.abort();
  echo.asking = new AbortController();
  const { signal } = echo.asking;
  place.setAttribute("aria-live", "polite");
  if (!input.value.trim()) {
    place.textContent = "";
    return;
  }
  const url = new URL(input.dataset.echoUrl, location.href);
  url.searchParams.set("value", input.value);
  const unit = input.dataset.echoUnit && input.form?.elements[input.dataset.echoUnit];
  if (unit) url.searchParams.set("unit", unit.value);
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", signal });
    const said = answer.ok || [400, 422].includes(answer.status) ? await answer.text() : "";
    place.classList.toggle("is-error", !answer.ok);
    place.textContent = said.trim();
  } catch {
    if (!signal.aborted) place.textContent = ""; // only a reading: the form is checked again when sent
  }
}

// ---- One submit at a time ----

const buttonsOf = (form) =>
  [...form.elements].filter((field) => ["submit", "image"].includes(field.type));

function hold(form) {
  form.dataset.sending = "";
  for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
}

function release(form) {
  delete form.dataset.sending;
  for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
  if (form.dataset.draftUrl) resumeDraft(form);
}

// Caught on the way down, before htmx or the browser see it.
document.addEventListener("submit", (event) => {
  if (!("sending" in event.target.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  // The attribute, not form.method: a field named "method" would stand in its way.
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.dataset.draftUrl) stopDraft(form);
  if (!("repeatable" in form.dataset)) hold(form);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.detail.requestConfig?.verb === "get") return;
  if (form.dataset.draftUrl) stopDraft(form);
  hold(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target instanceof HTMLFormElement) release(event.target);
});
// Back from the next page: the browser may show this one again just as it was left.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));

// ---- Parts fetched later ----

// A part that cannot be fetched says so, instead of "Memuat …" for ever.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt } }) => {
    if (elt instanceof HTMLFormElement || !elt.hasAttribute("hx-get")) return;
    const said = document.createElement("p");
    said.className = "form-error";
    said.setAttribute("role", "alert");
    said.textContent = "Bagian ini tidak dapat dimuat. Muat ulang halaman; bila berulang, hubungi administrator.";
    elt.replaceChildren(said);
  });
}

// ---- Keys ----

const KEYS_OFF = "bersinar.keys-off";

function keysAreOff() {
  try {
    return localStorage.getItem(KEYS_OFF) === "1";
  } catch {
    return false; // storage refused: keys stay as they are by default
  }
}

// Single-letter keys must be possible to turn off (WCAG 2.1.4): a checkbox with data-keys-switch does.
for (const box of document.querySelectorAll("input[data-keys-switch]")) {
  box.checked = !keysAreOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS_OFF, box.checked ? "0" : "1");
    } catch {
      box.checked = true;
    }
  });
}

const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menuIsOpen()) return showMenu(false);
  if (event.key === "Escape") {
    const menu = event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.form ?? event.target.closest("form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(buttonsOf(form)[0]);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || keysAreOff()) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-list-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select?.();
  } else if (event.key === "n") document.querySelector("a[data-new]")?.click();
});

// --- copy ------------------------------------------------------------------------------------------------------------

// The text of a field to the clipboard; where the browser does not allow it the text is selected, to be copied by hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copy-said]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "Tersalin.";
  } catch {
    said.textContent = "Teksnya sudah ditandai. Tekan Ctrl+C untuk menyalin.";
  }
});
