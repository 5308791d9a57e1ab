// The board of applications: cards are moved by their menu, by arrow keys and by dragging. Without this the
// menus are forms that lead to the board again.

const board = document.getElementById("board");
const told = document.getElementById("board-status");
const csrf = document.querySelector('meta[name="csrf-token"]').content;
const FAR = 6; // pixels from which on a press is a drag
let last = Promise.resolve();
let drag = null;

if (board) {
  board.addEventListener("submit", onSubmit);
  board.addEventListener("keydown", onKey);
  board.addEventListener("pointerdown", onPress);
  board.addEventListener("dragstart", (event) => drag && event.preventDefault()); // of marked text
}

const cardOf = (id) => document.getElementById(`card-${id}`);
const isRtl = () => document.documentElement.dir === "rtl";

/** One move after the other: each sees the order that the one before made. */
function send(id, values, focus) {
  last = last.then(() => move(id, values, focus)).catch(() => location.reload());
}

async function move(id, values, focus) {
  const form = cardOf(id)?.querySelector("form[data-move]");
  if (!form) return;
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  board.setAttribute("aria-busy", "true");
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrf, "HX-Request": "true" },
  });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
  const beside = board.scrollLeft;
  board.replaceChildren(...fresh.childNodes);
  board.scrollLeft = beside;
  board.removeAttribute("aria-busy");
  told.textContent = fresh.dataset.said;
  (cardOf(id)?.querySelector(focus) ?? board).focus({ preventScroll: true });
  cardOf(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function onSubmit(event) {
  event.preventDefault();
  const id = event.target.closest(".app-card").dataset.id;
  send(id, { to: event.submitter.value }, "summary");
}

/** Up and down in the column, sideways to the next one; each is saved at once. */
function onKey(event) {
  const grip = event.target.closest(".grip");
  if (!grip || event.altKey || event.ctrlKey || event.metaKey) return;
  const card = grip.closest(".app-card");
  const to = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" }[event.key];
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!to && !side) return;
  event.preventDefault();
  if (to) return send(card.dataset.id, { to }, ".grip");
  const columns = [...board.querySelectorAll(".board-column")];
  const target = columns[columns.indexOf(card.closest(".board-column")) + (isRtl() ? -side : side)];
  if (target) send(card.dataset.id, { to: target.dataset.status }, ".grip");
}

/** A mouse takes a card anywhere, a finger by its handle, so that it can still scroll. */
function onPress(event) {
  const card = event.target.closest(".app-card");
  const grip = event.target.closest(".grip");
  if (!card || event.button !== 0 || drag) return;
  if (!grip && (event.pointerType !== "mouse" || event.target.closest("a, button, summary, details, input"))) return;
  drag = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false, mark: null };
  document.addEventListener("pointermove", onDrag);
  document.addEventListener("pointerup", onDrop);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", onEscape, true);
}

function onDrag(event) {
  if (event.pointerId !== drag.pointer) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.moved && Math.hypot(x, y) < FAR) return;
  if (!drag.moved) begin();
  event.preventDefault();
  drag.card.style.translate = `${x}px ${y + window.scrollY - drag.scrolled}px`;
  point(event.clientX, event.clientY);
}

function begin() {
  drag.moved = true;
  drag.scrolled = window.scrollY;
  drag.mark = document.createElement("li");
  drag.mark.className = "drop-mark";
  drag.mark.setAttribute("aria-hidden", "true");
  drag.card.classList.add("is-dragged");
  document.body.classList.add("is-dragging");
  getSelection().removeAllRanges();
}

/** Show where the card would go, and bring what is beyond the edge into view. */
function point(x, y) {
  const column = document.elementFromPoint(x, y)?.closest(".board-column");
  for (const each of board.querySelectorAll(".board-column")) each.classList.toggle("is-over", each === column);
  if (!column) return drag.mark.remove();
  const cards = [...column.querySelectorAll(".app-card")].filter((card) => card !== drag.card);
  const below = cards.find((card) => {
    const box = card.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  column.querySelector(".board-cards").insertBefore(drag.mark, below ?? null);
  const box = board.getBoundingClientRect();
  if (x > box.right - 40) board.scrollBy(12, 0);
  if (x < box.left + 40) board.scrollBy(-12, 0);
}

function onDrop(event) {
  if (event.pointerId !== drag.pointer) return;
  const { card, mark, moved } = drag;
  const column = moved ? mark.closest(".board-column") : null;
  let after = column ? mark.nextElementSibling : null;
  if (after === card) after = card.nextElementSibling;
  stop();
  if (!column) return;
  const values = { to: column.dataset.status };
  if (after) values.before = after.dataset.id;
  else values.place = "last";
  send(card.dataset.id, values, ".grip");
}

function onEscape(event) {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  stop();
}

function stop() {
  document.removeEventListener("pointermove", onDrag);
  document.removeEventListener("pointerup", onDrop);
  document.removeEventListener("pointercancel", stop);
  document.removeEventListener("keydown", onEscape, true);
  drag?.mark?.remove();
  drag?.card.classList.remove("is-dragged");
  if (drag) drag.card.style.translate = "";
  document.body.classList.remove("is-dragging");
  for (const each of board.querySelectorAll(".is-over")) each.classList.remove("is-over");
  drag = null;
}
