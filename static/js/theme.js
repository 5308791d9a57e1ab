// Runs before the first paint: marks that scripts work and settles light or dark.
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");

  function settle() {
    const choice = root.dataset.theme;
    root.dataset.bsTheme = choice === "auto" ? (device.matches ? "dark" : "light") : choice;
  }

  settle();
  device.addEventListener("change", settle);
  root.addEventListener("themechange", settle);
})();
