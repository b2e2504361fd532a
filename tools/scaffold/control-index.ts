/** An import of the list of controls. */
const IMPORT = /^import \{ (\w+) \} from "(\.\/[\w-]+\/[\w-]+)";$/gm;
const LIST = /(export const controls: readonly Control\[\] = )\[[^\]]*\];/;

/**
 * The list of controls with one more in it, in the order of the files; blank lines are left to Prettier.
 *
 * @param source text of policies/controls/index.ts
 * @throws Error where it is not written as this expects, or has the variable already
 */
export function withControl(source: string, variable: string, path: string): string {
  const listed = [...source.matchAll(IMPORT)].map(([, name = "", from = ""]) => ({ name, from }));
  const [, opening] = LIST.exec(source) ?? [];
  if (listed.length === 0 || opening === undefined) {
    throw new Error(
      "policies/controls/index.ts is not written as expected: one import for each control, then one list.",
    );
  }
  if (listed.some(({ name }) => name === variable)) {
    throw new Error(`policies/controls/index.ts has a control that is called ${variable} already.`);
  }
  const all = [...listed, { name: variable, from: path }].sort((a, b) => (a.from < b.from ? -1 : 1));
  const imports = all.map(({ name, from }) => `import { ${name} } from "${from}";`).join("\n");
  const start = source.search(IMPORT);
  const rest = source.slice(start).replace(IMPORT, "");
  return `${source.slice(0, start)}${imports}\n${rest}`.replace(
    LIST,
    `${opening}[${all.map(({ name }) => name).join(", ")}];`,
  );
}
