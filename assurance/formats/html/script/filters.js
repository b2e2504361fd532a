/* The register's filters, its search and its order. */
/* global document, FormData, setTimeout */
{
  const form = document.getElementById("filters");
  const list = document.getElementById("threats");
  const result = document.getElementById("result");
  const items = [...list.children];
  const FIELDS = ["status", "category", "boundary", "rating"];
  const texts = new Map();

  /** What is searched: all that the page shows of a threat, and the resources that pass its controls. */
  function textOf(item) {
    if (!texts.has(item)) {
      const passing = [...item.querySelectorAll("[data-control]")].flatMap(({ dataset }) =>
        globalThis.report.resourcesOf(dataset.control),
      );
      texts.set(item, [item.textContent, ...new Set(passing)].join("\n").toLowerCase());
    }
    return texts.get(item);
  }

  function apply() {
    const values = new FormData(form);
    const words = values.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const filters = FIELDS.filter((name) => values.get(name) !== "");
    let shown = 0;
    for (const item of items) {
      const fits =
        filters.every((name) => item.dataset[name] === values.get(name)) &&
        words.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    sort(values.get("sort"));
    result.textContent = `${shown} of ${items.length} threats`;
    document.getElementById("filters-reset").hidden = filters.length === 0 && words.length === 0;
    document.getElementById("nothing-found").hidden = shown > 0;
  }

  /** By the order that the filter of the same name has its values in; the same value keeps the model's order. */
  function sort(by) {
    const order = [...(form.elements[by]?.options ?? [])].map(({ value }) => value);
    const rank = (item) => order.indexOf(item.dataset[by]);
    const sorted = by === "model" ? items : [...items].sort((a, b) => rank(a) - rank(b));
    if (sorted.some((item, index) => list.children[index] !== item)) list.append(...sorted);
  }

  function reset() {
    form.reset();
    apply();
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their first values again only after the event.
  form.addEventListener("reset", () => setTimeout(apply));
  document.querySelector("[data-reset]").addEventListener("click", () => {
    reset();
    form.elements.text.focus();
  });
  document.addEventListener("needs-to-show", ({ detail }) => {
    if (detail.closest("#threats > [hidden]")) reset();
  });
  // Counts elsewhere on the page lead to their threats here.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link) return;
    form.reset();
    for (const name of FIELDS) if (link.dataset[name]) form.elements[name].value = link.dataset[name];
    apply();
  });
  // A browser may bring back what was entered before.
  apply();
}
