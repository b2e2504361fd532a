import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html, Markup } from "./markup";

/** Files of the page's look and of its script, in the order in which they go into the page. */
const STYLES = ["theme.css", "cards.css", "layout.css", "filters.css", "register.css", "drawings.css", "print.css"];
const SCRIPTS = ["start.js", "theme.js", "rows.js", "filters.js", "disclosure.js"];

/** The page's whole look. */
const style = STYLES.map((name) => read("styles", name)).join("\n");

/** The page's own script: each file is a function of its own, run once the page is there. */
const script = SCRIPTS.map((name) => read("script", name)).join("\n");

/** As they stand in the page: what the policy allows is these very characters, so nothing may come between. */
export const styleElement = new Markup(`<style>${style}</style>`);
export const scriptElement = new Markup(`<script>${script}</script>`);

/** Lets the browser use exactly this style and this script, and load nothing from anywhere. */
export const contentSecurityPolicy: Markup = html`<meta
  http-equiv="Content-Security-Policy"
  content="${`default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`}"
/>`;

function read(folder: string, name: string): string {
  const text = readFileSync(join(__dirname, folder, name), "utf8");
  // These files are ours; a tag in them would end the element that they stand in.
  if (/<\/(style|script)/i.test(text)) throw new Error(`${folder}/${name} may not have a closing tag in it.`);
  return text;
}

/** As a Content Security Policy names what may stand inline. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
