/** Wrong usage or configuration: the message says what is wrong, where, and what to do. Ends a command with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
