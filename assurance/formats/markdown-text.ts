/** Names and messages are other people's: none may be a link, a heading, a mention, a reference, a formula or HTML. */
export function escape(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]#|!~$]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // GitHub links these wherever they stand whole in the text, entities decoded; a comment parts them unseen.
      .replace(/@|#(?=\d)|\bgh(?=-\d)|www(?=\.)|:(?=\/\/)/gi, "$&<!-- -->")
  );
}

/** The head of a table and the line below it. */
export function tableHead(...head: readonly string[]): string {
  return `${tableRow(head)}\n${tableRow(head.map(() => "---"))}`;
}

/** A row of cells that are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Names as one text, as many as fit into `room` characters, and how many more there are. */
export function namesWithin(room: number, names: readonly string[]): string {
  const shown: string[] = [];
  let taken = 0;
  for (const name of names) {
    taken += name.length + 2;
    if (taken > room) break;
    shown.push(name);
  }
  const rest = names.length - shown.length;
  if (rest === 0) return shown.join(", ");
  return shown.length === 0 ? `${rest} of them` : `${shown.join(", ")} and ${rest} more`;
}
