/*
 * Credentials in the command lines and the files of a workload. What one looks like by its name and by itself, and nothing more, is
 * model/credential-patterns.ts, which readers of states go by as well.
 */

import { holdsCredential } from "../model/credential-patterns";

export { holdsCredential, inSnakeCase, isPlainCredential, namesCredential } from "../model/credential-patterns";

const WORD = String.raw`(password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|account[-_]?key)`;
const VALUE = String.raw`[\w+~!@#%^*][\w+/=~!@#%^*-]{7,}`;

/** `--token VALUE` and `password=VALUE`, unless the value is a reference, a path or a call. */
const ON_COMMAND_LINE = new RegExp(
  String.raw`(-[\w-]*${WORD}\s+|${WORD}['"]?\s*[=:]\s*)['"]?${VALUE}(['"\s,;&|]|$)`,
  "i",
);

/** An assignment of a literal: what is assigned is quoted, or has a digit that is not part of a longer expression. */
const OF_LITERAL = new RegExp(
  String.raw`${WORD}['"]?\s*[=:]\s*(['"]${VALUE}['"]|(?=[\w+/=~!@#%^*-]*\d)${VALUE}(["'\s,;&|]|$))`,
  "i",
);
/** A line that assigns and does nothing else. */
const OF_WHOLE_LINE = new RegExp(String.raw`^\s*[\w.-]*${WORD}\s*[=:]\s*['"]?${VALUE}['"]?\s*$`, "im");
const PROGRAM = /\.(py|sh|bash|js|mjs|ts|go|lua|rb|ps1|psm1|sql|c|h|cpp|rego|cel)$/i;

/** Whether a command line has a credential in plain text. */
export function commandHoldsCredential(text: string): boolean {
  return holdsCredential(text) || ON_COMMAND_LINE.test(text);
}

/**
 * Whether the text of a file has a credential in plain text. In a program `password = read_password` is none: there, and in
 * prose, only literals count.
 */
export function fileHoldsCredential(name: string, text: string): boolean {
  if (holdsCredential(text) || OF_LITERAL.test(text)) return true;
  return !PROGRAM.test(name) && OF_WHOLE_LINE.test(text);
}
