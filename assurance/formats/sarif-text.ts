import { withoutControls } from "../plain-text";

/** A message of SARIF: plain text, in which a viewer replaces placeholders and follows links. */
export interface Message {
  readonly text: string;
}

/**
 * `text` as a message. Names and statements are other people's: none may steer a terminal, be a link (`[a](b)`), or be taken
 * for a placeholder, whose braces stand doubled (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
export function message(text: string): Message {
  return { text: withoutControls(text).replaceAll("](", "] (").replace(/[{}]/g, "$&$&") };
}

/** `text` as a description, which is no message: its braces stand for themselves. */
export function description(text: string): Message {
  return { text: withoutControls(text).replaceAll("](", "] (") };
}
