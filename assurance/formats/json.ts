/** `value` as JSON in which no character steers the terminal that shows it. */
export function json(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(/[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
