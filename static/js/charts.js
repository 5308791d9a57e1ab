// Draws a picture above each table that asks for one; the table keeps the numbers for everybody.

const root = document.documentElement;
const tables = [...document.querySelectorAll("table[data-chart]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const rtl = root.dir === "rtl";
let drawn = [];

/** The numbers of a table: labels of its rows, a column for each kind of number, and the rows that do not follow from
 * the one before. */
function read(table) {
  const rows = [...table.tBodies[0].rows];
  const columns = [...(rows[0]?.cells ?? [])].flatMap((cell, at) => ("value" in cell.dataset ? [at] : []));
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    series: columns.map((at) => ({
      name: table.tHead.rows[0].cells[at].textContent.trim(),
      data: rows.map((row) => Number(row.cells[at].dataset.value)),
    })),
    breaks: new Set(rows.flatMap((row, at) => ("break" in row.dataset ? [at] : []))),
  };
}

function colours() {
  const style = getComputedStyle(root);
  const of = (name) => style.getPropertyValue(name).trim();
  return { series: [of("--accent-fill"), `${of("--accent-fill")}66`, of("--hairline-strong")], ink: of("--ink-2"), line: of("--hairline") };
}

/** Along days a chart stands upright: bars that count, or a line of values. */
function isOverTime(kind) {
  return kind === "days" || kind === "line";
}

function options(kind, many, colour) {
  const across = !isOverTime(kind);
  const counts = { beginAtZero: kind !== "line", stacked: true, grid: { color: colour.line }, border: { display: false }, ticks: { color: colour.ink, precision: 0, maxTicksLimit: 6 } };
  const names = { stacked: true, grid: { display: false }, border: { color: colour.line }, ticks: { color: colour.ink, autoSkip: !across, maxRotation: 0, maxTicksLimit: across ? undefined : 6 } };
  return {
    animation: calm ? false : { duration: 250 },
    indexAxis: across ? "y" : "x",
    maintainAspectRatio: false,
    locale: root.lang,
    scales: across ? { x: { ...counts, reverse: rtl }, y: { ...names, position: rtl ? "right" : "left" } } : { x: { ...names, reverse: rtl }, y: counts },
    plugins: { legend: { display: many, position: "bottom", rtl, labels: { color: colour.ink, boxWidth: 12 } }, tooltip: { rtl } },
  };
}

/** Long names would leave no room for the bars. */
function short(label) {
  return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}

function draw(table) {
  const area = table.closest("figure").querySelector(".chart-area");
  const { labels, series, breaks } = read(table);
  const kind = table.dataset.chart;
  const colour = colours();
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", table.dataset.title);
  area.replaceChildren(canvas);
  area.style.blockSize = isOverTime(kind) ? "16rem" : `${Math.max(8, labels.length * 1.75 + 3)}rem`;
  const segment = { borderColor: ({ p1DataIndex }) => (breaks.has(p1DataIndex) ? "transparent" : undefined) };
  const shape = kind === "line" ? { borderColor: colour.series[0], borderWidth: 2, pointRadius: 2, tension: 0.25, segment } : { borderRadius: 3, maxBarThickness: 18 };
  const datasets = series.map(({ name, data }, at) => ({ label: name, data, backgroundColor: colour.series[at], ...shape }));
  return new Chart(canvas, { type: kind === "line" ? "line" : "bar", data: { labels: isOverTime(kind) ? labels : labels.map(short), datasets }, options: options(kind, series.length > 1, colour) });
}

function drawAll() {
  for (const chart of drawn) chart.destroy();
  drawn = tables.map(draw);
}

drawAll();
// Light and dark have colours of their own.
new MutationObserver(drawAll).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
