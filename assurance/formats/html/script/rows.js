/* Rows that are written when somebody asks for them, a hundred at a time. */
/* global document */
{
  const { report } = globalThis;
  const { element } = report;

  /** The page's data, read once. */
  const data = JSON.parse(document.getElementById("page-data").textContent);

  /** Names of the resources that a control lists on demand. */
  report.resourcesOf = (control) => {
    if (!Object.hasOwn(data.controls, control)) return [];
    const { passes, more } = data.controls[control];
    return [...passes, ...more].map(([resource]) => data.texts[data.resources[resource][0]]);
  };

  const AT_ONCE = 100;
  const SVG = "http://www.w3.org/2000/svg";

  function symbol(tone) {
    const [drawing, use] = ["svg", "use"].map((name) => document.createElementNS(SVG, name));
    drawing.setAttribute("class", "symbol");
    drawing.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#symbol-${tone}`);
    drawing.append(use);
    return drawing;
  }

  function badge(tone, word) {
    return element("span", { class: `badge tone-${tone}` }, [symbol(tone), element("span", { text: word })]);
  }

  function row([resource, subject, source, time, tone = -1, word = -1, level = -1, ...words]) {
    const text = (place) => data.texts[place];
    const [name, type] = data.resources[resource];
    const said = ["", "set: ", "remedy: ", "waived by "].flatMap((before, index) =>
      (words[index] ?? -1) < 0 ? [] : [before + text(words[index])],
    );
    return element("li", {}, [
      ...(tone < 0 ? [] : [badge(text(tone), text(word))]),
      ...(text(level) === "mandatory" ? [element("span", { class: "mandatory", text: "mandatory" })] : []),
      element("code", { text: subject < 0 ? text(name) : text(subject) }),
      ...(subject < 0 ? [] : [element("span", { class: "quiet", text: `of ${text(name)}` })]),
      ...(type < 0 ? [] : [element("span", { class: "quiet", text: text(type) })]),
      ...said.map((line) => element("span", { class: "said", text: line })),
      element("span", { class: "quiet", text: time < 0 ? text(source) : `${text(source)}, ${text(time)}` }),
    ]);
  }

  /** Writes the next rows, and leaves a button for those after them. Focus goes to the first new row, not to nowhere. */
  function write(fold, rows, from) {
    const list = fold.querySelector("ul") ?? fold.appendChild(element("ul", { class: "written-rows" }));
    fold.querySelector("button")?.remove();
    const next = rows.slice(from, from + AT_ONCE).map(row);
    list.append(...next);
    if (from > 0) {
      next[0].setAttribute("tabindex", "-1");
      next[0].focus();
    }
    const left = rows.length - from - next.length;
    if (left === 0) return;
    const more = element("button", { type: "button", text: `Show ${Math.min(AT_ONCE, left)} more of ${left}` });
    more.addEventListener("click", () => write(fold, rows, from + AT_ONCE));
    fold.append(more);
  }

  for (const fold of document.querySelectorAll("details.rows")) {
    fold.querySelector(".needs-script").hidden = true;
    const { of, rows } = fold.dataset;
    fold.addEventListener("toggle", () => {
      if (fold.open && !fold.querySelector("ul")) write(fold, data.controls[of][rows], 0);
    });
  }
}
