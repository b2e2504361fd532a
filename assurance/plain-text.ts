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
  // How wide `line` is, counted along: measuring it anew for each character makes long reports slow.
  let taken = 0;
  const breakLine = () => {
    lines.push(line);
    line = indent;
    taken = columns(indent);
  };
  for (const word of text.split(/(?<= )/)) {
    if (taken + columns(word.trimEnd()) > width && line.trim() !== "") breakLine();
    for (const character of word) {
      const wide = columns(character);
      if (taken + wide > width && character !== " ") breakLine();
      line += character;
      taken += wide;
    }
  }
  return [...lines, line].map((each) => each.trimEnd()).join("\n");
}

/** How wide `text` is in a terminal. */
export function columns(text: string): number {
  // Most text is plain ASCII, and most of the time goes here.
  if (/^[ -~]*$/.test(text)) return text.length;
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
}
