/** Longest text of somebody else that a report shows, in characters. Evidence has it whole. */
const LONGEST = 300;

/** Twice as wide as others in a terminal: Chinese, Japanese and Korean characters, and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u;

/** `text` without control and format characters, which could steer a terminal, break a line or hide text. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "");
}

/** `text` as a report may show it. Names and messages are other people's: without controls, and shortened where too long. */
export function plain(text: string): string {
  const characters = [...withoutControls(text)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : characters.join("");
}

/** `text` in lines of at most `width` columns, broken between words where there are any; all but the first are indented. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<= )/)) {
    if (columns(line + word.trimEnd()) > width && line.trim() !== "") {
      lines.push(line);
      line = indent;
    }
    for (const character of word) {
      if (columns(line + character) > width && character !== " ") {
        lines.push(line);
        line = indent;
      }
      line += character;
    }
  }
  return [...lines, line].map((each) => each.trimEnd()).join("\n");
}

/** How wide `text` is in a terminal. */
export function columns(text: string): number {
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
}
