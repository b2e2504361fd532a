/* What more than one part of the page's script needs. The files stand in the page one after the other, as one script. */
/* global document */
"use strict";
{
  /** An element with this text and these attributes. Text is only ever set as text: names and messages are other people's. */
  function element(tag, { text, ...attributes } = {}, children = []) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** The `details` elements around `place`, and itself where it is one. */
  function foldsAround(place) {
    const folds = [];
    for (let at = place; at; at = at.parentElement) if (at.localName === "details") folds.push(at);
    return folds;
  }

  globalThis.report = { element, foldsAround };
}
