// Small helps on every page; each page works without them.

const root = document.documentElement;
const csrfMeta = document.querySelector('meta[name="csrf-token"]');

/** Menus are <details>: close them on Escape, on a click elsewhere, and when another one opens. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const toggle = document.querySelector("[data-nav-toggle]");
toggle.addEventListener("click", () => {
  const open = document.getElementById("site-nav").classList.toggle("is-open");
  toggle.setAttribute("aria-expanded", String(open));
});

/** The theme changes at once; the server is told so that the next page knows. */
document.querySelector('[data-preference="theme"]').addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const choice = event.submitter.value;
  root.dataset.theme = choice;
  root.dispatchEvent(new Event("themechange"));
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
  form.closest("details").open = false;
  const body = new FormData(form, event.submitter);
  fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": csrfMeta.content } }).catch(() => showToast());
});

/** "/" goes to the search. One key alone can hinder people who speak to their computer: it can be switched off. */
const shortcuts = document.querySelector("[data-shortcuts]");
let shortcutsOn = localStorage.getItem("shortcuts") !== "off";
function showShortcuts() {
  const state = shortcuts.querySelector("span");
  shortcuts.setAttribute("aria-pressed", String(shortcutsOn));
  state.textContent = shortcutsOn ? state.dataset.on : state.dataset.off;
}
showShortcuts();
shortcuts.addEventListener("click", () => {
  shortcutsOn = !shortcutsOn;
  localStorage.setItem("shortcuts", shortcutsOn ? "on" : "off");
  showShortcuts();
});
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || busy || !shortcutsOn || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const field = document.getElementById("keyword");
  if (!field) location.assign("/#keyword");
  else {
    field.focus();
    field.select();
  }
});
if (location.hash === "#keyword") document.getElementById("keyword")?.focus();

/** Requests by htmx: the token for writing, the parameter's name where it differs from the field's. */
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const { request, sourceElement } = ctx;
  if (request.method !== "GET") request.headers["X-CSRFToken"] = csrfMeta.content;
  const name = sourceElement.dataset.sendAs;
  if (name) {
    request.body.set(name, sourceElement.value);
    request.body.delete(sourceElement.name);
  }
});
/** Who just became a guest has a new session: the forms of this page need its token. */
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const token = ctx.response?.headers?.get("X-CSRFToken");
  if (!token || token === csrfMeta.content) return;
  csrfMeta.content = token;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
});
document.addEventListener("htmx:error", () => showToast());
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  // Only the page itself can say what went wrong and what to do; a failed suggestion is no matter.
  if (ctx.target?.id === "results") location.assign(ctx.request.action);
  else if (ctx.request.method !== "GET") showToast();
});

function showToast() {
  const stack = document.getElementById("toasts");
  const toast = document.createElement("div");
  toast.className = "alert alert-danger";
  toast.textContent = stack.dataset.failed;
  stack.replaceChildren(toast);
  setTimeout(() => toast.remove(), 8000);
}
