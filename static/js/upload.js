// Upload with drag and drop and progress. Without this the form is a file field and a button.

const csrf = document.querySelector('meta[name="csrf-token"]').content;
for (const form of document.querySelectorAll("[data-upload]")) enhance(form);

function enhance(form) {
  const zone = form.querySelector(".upload-zone");
  const field = form.querySelector('input[type="file"]');
  field.addEventListener("change", () => field.files.length && send(form, field.files[0]));
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) send(form, event.dataTransfer.files[0]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.files.length) send(form, field.files[0]);
  });
}

function send(form, file) {
  const { maxMb, tooLarge, reading, failed, back } = form.dataset;
  if (maxMb && file.size > maxMb * 1024 * 1024) return tell(form, tooLarge, true);
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", csrf);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = (100 * loaded) / total;
    if (loaded === total) bar.removeAttribute("value"); // from here on the server reads
  });
  request.addEventListener("load", () => {
    const answer = parse(request.responseText);
    if (request.status < 400 && answer.success) return go(back || answer.redirect);
    stop(form, answer.message || answer.detail || failed);
  });
  request.addEventListener("error", () => stop(form, failed));
  bar.hidden = false;
  bar.value = 0;
  form.classList.add("is-busy");
  tell(form, `${reading} ${file.name}`, false);
  const body = new FormData();
  body.append("cv_file", file);
  request.send(body);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** An address that differs only by its fragment would not load anew. */
function go(address) {
  const target = new URL(address, location.href);
  if (target.pathname === location.pathname) {
    history.replaceState(null, "", target);
    location.reload();
  } else location.assign(target);
}

function stop(form, message) {
  form.classList.remove("is-busy");
  form.querySelector("progress").hidden = true;
  form.querySelector('input[type="file"]').value = "";
  tell(form, message, true);
}

function tell(form, message, isError) {
  const status = form.querySelector(".upload-status");
  status.textContent = message;
  status.classList.toggle("is-error", isError);
}
