// A chart is drawn from a table, so that both always say the same.
//
// <figure class="chart"> holds an empty .chart-area and a table[data-chart]. In each row of its body the th is the
// label and each td[data-value] a number of one series, named by the head of its column. Kinds: bars, stacked
// (lying bars), days, line (standing, in time), shares (a ring).

const drawn = new Map();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function colours(count) {
  const shades = ["--accent", "--strong", "--fair", "--danger", "--hairline-strong", "--good"].map(token);
  return Array.from({ length: count }, (_, at) => shades[at % shades.length]);
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const columns = [...rows[0].cells].flatMap((cell, at) => ("value" in cell.dataset ? [at] : []));
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    series: columns.map((at) => ({ name: heads[at], values: rows.map((row) => Number(row.cells[at].dataset.value)) })),
  };
}

function dataset({ name, values }, at, kind) {
  const colour = colours(at + 1)[at];
  if (kind === "shares") {
    return { label: name, data: values, backgroundColor: colours(values.length), borderColor: token("--surface") };
  }
  const shape = kind === "line" ? { pointRadius: 2, tension: 0.2 } : { borderRadius: 3, maxBarThickness: 20 };
  return { label: name, data: values, borderColor: kind === "line" ? colour : undefined, backgroundColor: colour, ...shape };
}

function options(kind, series) {
  const ink = token("--ink-2");
  const lies = kind === "bars" || kind === "stacked";
  const axis = (hasLines) => ({
    beginAtZero: true,
    stacked: kind === "stacked",
    ticks: { color: ink, precision: 0, autoSkip: !lies || hasLines },
    grid: { color: token("--hairline"), display: hasLines },
    border: { display: false },
  });
  return {
    animation: false,
    maintainAspectRatio: false,
    indexAxis: lies ? "y" : "x",
    font: { family: getComputedStyle(document.body).fontFamily },
    plugins: {
      legend: { display: kind === "shares" || series.length > 1, position: "bottom", labels: { color: ink, boxWidth: 14 } },
      tooltip: { rtl: document.documentElement.dir === "rtl" },
    },
    scales: kind === "shares" ? {} : { x: axis(lies), y: axis(!lies) },
  };
}

function draw(table) {
  const area = table.closest("figure")?.querySelector(".chart-area");
  if (!area || !table.tBodies[0]?.rows.length) return;
  drawn.get(area)?.destroy();
  const kind = table.dataset.chart;
  const { labels, series } = read(table);
  const canvas = document.createElement("canvas");
  canvas.ariaHidden = "true"; // the table says it all
  area.replaceChildren(canvas);
  if (kind === "bars" || kind === "stacked") area.style.blockSize = `${Math.max(120, labels.length * 26 + 56)}px`;
  drawn.set(area, new Chart(canvas, {
    type: { shares: "doughnut", line: "line" }[kind] ?? "bar",
    data: { labels, datasets: series.map((one, at) => dataset(one, at, kind)) },
    options: options(kind, series),
  }));
}

function drawAll() {
  for (const [area, chart] of drawn) {
    if (area.isConnected) continue;
    chart.destroy();
    drawn.delete(area);
  }
  document.querySelectorAll("table[data-chart]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:after:swap", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
