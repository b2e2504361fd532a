/** Where progress is shown: standard error, or a test's. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A terminal's line is rewritten every second; a log gets a line every half minute. */
const INTERVAL_MILLISECONDS = { terminal: 1_000, log: 30_000 };
const ERASE_LINE = "\r\u001b[2K";

/**
 * Says at once what is under way, and from time to time for how long it has been.
 *
 * @returns ends the notes
 */
export function showProgress(stream: ProgressStream, what: string, hint: string): () => void {
  const start = Date.now();
  stream.write(`${what} (${hint}) ...\n`);
  const terminal = stream.isTTY === true;
  const note = () => {
    const text = `${what}: ${formatDuration(Date.now() - start)} so far`;
    stream.write(terminal ? `${ERASE_LINE}${text}` : `${text}\n`);
  };
  const timer = setInterval(note, terminal ? INTERVAL_MILLISECONDS.terminal : INTERVAL_MILLISECONDS.log);
  return () => {
    clearInterval(timer);
    if (terminal) stream.write(ERASE_LINE);
  };
}

/** Milliseconds as a person says them: "9 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
