// The countdown of a quiz: only a display. The server decides what is in time; at the end the answers are sent.

const form = document.querySelector("[data-quiz]");
const bar = form.querySelector(".quiz-bar");
const clock = form.querySelector("[data-clock]");
const answered = form.querySelector("[data-answered]");
const said = form.querySelector("[data-said]");
const end = performance.now() + Number(form.dataset.secondsLeft) * 1000;
const SOON = 60;
let sent = false;

function show() {
  const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (left <= SOON && !bar.classList.contains("is-soon")) {
    bar.classList.add("is-soon");
    said.textContent = form.dataset.soon;
  }
  if (left === 0 && !sent) {
    said.textContent = form.dataset.over;
    form.requestSubmit();
  }
}

function count() {
  answered.textContent = form.querySelectorAll("input[type=radio]:checked").length;
}

form.addEventListener("change", count);
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault(); // a second click must not overtake the first
  sent = true;
});
// Coming back by the back button shows an old page: ask the server anew.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
count();
show();
setInterval(show, 500);
