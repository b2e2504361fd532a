/* Light and dark: the system's choice, until the button makes another. It is kept only where the browser keeps anything. */
/* global document, window */
{
  const KEY = "assurance-theme";
  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = stored();

  /** From a file or with storage turned off, a browser may refuse to tell. */
  function stored() {
    try {
      const theme = window.localStorage.getItem(KEY);
      return theme === "dark" || theme === "light" ? theme : undefined;
    } catch {
      return undefined;
    }
  }

  function store(theme) {
    try {
      window.localStorage.setItem(KEY, theme);
    } catch {
      // It holds for as long as the page is open.
    }
  }

  function show() {
    if (chosen === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    button.setAttribute("aria-pressed", String((chosen ?? (system.matches ? "dark" : "light")) === "dark"));
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    chosen = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    store(chosen);
    show();
  });
  system.addEventListener("change", show);
  show();
}
