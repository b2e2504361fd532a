/* Drill-down: links lead into what is folded, keys lead through it, paper has it all. */
/* global document, window, CustomEvent, setTimeout */
{
  const { foldsAround } = globalThis.report;

  /** Opens everything around the element that the address names, and goes there. */
  function follow() {
    const target = named(window.location.hash.slice(1));
    if (!target) return;
    // A filter may hide it.
    document.dispatchEvent(new CustomEvent("needs-to-show", { detail: target }));
    for (const fold of foldsAround(target)) fold.open = true;
    const focused = target.localName === "details" ? target.querySelector("summary") : target;
    if (focused.tabIndex < 0 && !focused.hasAttribute("tabindex")) focused.setAttribute("tabindex", "-1");
    focused.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  function named(hash) {
    try {
      return hash === "" ? null : document.getElementById(decodeURIComponent(hash));
    } catch {
      return null; // Not even an address.
    }
  }

  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    // The address does not change where it is followed again.
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === window.location.hash) {
      event.preventDefault();
      follow();
    }
  });

  /** Arrows go from one heading to the next of the same list, Home and End to its ends; Escape folds what is around. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeAround(event);
    if (event.target.localName !== "summary" || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = event.target.closest("ol, ul");
    if (!list) return;
    const headings = [...list.querySelectorAll("summary")].filter(
      (heading) => heading.closest("ol, ul") === list && heading.offsetParent !== null,
    );
    const at = headings.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: headings.length - 1 }[event.key];
    if (next === undefined || !headings[next]) return;
    event.preventDefault();
    headings[next].focus();
  });

  function closeAround(event) {
    const fold = foldsAround(event.target).find(({ open }) => open);
    if (!fold) return;
    event.preventDefault();
    fold.open = false;
    fold.querySelector("summary").focus();
  }

  /** What was folded before paper asked for all of it. Rows that nobody has asked for stay: a large run has thousands of them. */
  let folded = [];

  function unfold() {
    folded = [...document.querySelectorAll("details:not([open]):not(.rows)")];
    for (const fold of folded) fold.open = true;
  }

  function foldAgain() {
    for (const fold of folded) fold.open = false;
    folded = [];
  }

  window.addEventListener("beforeprint", unfold);
  window.addEventListener("afterprint", foldAgain);
  // Once the browser itself has gone where the address says: that takes the focus away.
  window.addEventListener("load", () => setTimeout(follow));
}
