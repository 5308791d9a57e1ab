// Upload with drag and drop and progress. Without this the form is a file field and a button.

const csrf = document.querySelector('meta[name="csrf-token"]').content;
const formOf = (event) => event.target.closest?.("[data-upload]");
const zoneOf = (event) => event.target.closest?.("[data-upload] .upload-zone");

// On the document, so that forms that come with a fragment work too.
document.addEventListener("change", (event) => {
  const form = event.target.type === "file" && formOf(event);
  if (form && event.target.files.length) send(form, event.target.files[0]);
});
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
for (const name of ["dragleave", "drop"]) {
  document.addEventListener(name, (event) => zoneOf(event)?.classList.remove("is-over"));
}
document.addEventListener("drop", (event) => {
  if (!zoneOf(event)) return;
  event.preventDefault();
  if (event.dataTransfer.files.length) send(formOf(event), event.dataTransfer.files[0]);
});
document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  const { files } = form.querySelector('input[type="file"]');
  if (files.length) send(form, files[0]);
});

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
  const body = new FormData(form);
  body.set(form.querySelector('input[type="file"]').name, file); // one that was dropped is not in the field
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
