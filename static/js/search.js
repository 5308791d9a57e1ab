// The list of offers changes in place when a filter changes.

const form = document.getElementById("search");
const defaults = { date_range: "all" };

/** Filters beside the list belong to the form; text fields wait for Enter or the button. */
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form === form && field.closest("#facets") && field.checkValidity()) form.requestSubmit();
});

/** Keep addresses short: what is empty or as it is anyway does not travel. */
form.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const body = ctx.request.body;
  for (const [name, value] of [...body]) {
    if (value === "" || defaults[name] === value) body.delete(name);
  }
});

/** After a change the address is the truth: chips that were taken off must untick their boxes. */
document.addEventListener("htmx:after:swap", () => {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name || field === document.activeElement) continue;
    const chosen = query.getAll(field.name);
    if (field.type === "checkbox") field.checked = chosen.includes(field.value);
    else if (field.name === "skill") field.disabled = !chosen.includes(field.value);
    else field.value = query.get(field.name) ?? defaults[field.name] ?? "";
  }
});
