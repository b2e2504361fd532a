import type { Finding } from "../finding";
import type { Resource } from "../resource";
import type { Truth } from "../truth";
import type { Writing } from "./writings";
import { writingsOf } from "./writings";

/** How a control judges what is written into workloads. */
export interface WritingRule {
  /** Whether the control has a say in it. Default: in all of it. */
  readonly concerns?: (writing: Writing) => boolean;
  /** Whether it should not be there. */
  readonly isWrong: (writing: Writing, all: readonly Writing[]) => Truth;
  /** What is then wrong with it. */
  readonly problem: (writing: Writing) => string;
  /** What to set in its place, after the path. */
  readonly instead: (writing: Writing) => string;
}

/**
 * One finding for everything that is wrong or may turn out so; a pass where there is none and something was judged. What is
 * not known at all makes one that waits.
 */
export function* judgeWritings(resource: Resource, rule: WritingRule): Iterable<Finding> {
  const { known, isComplete } = writingsOf(resource);
  const concerned = known.filter((writing) => rule.concerns?.(writing) ?? true);
  let isClean = true;
  for (const writing of concerned) {
    const isWrong = rule.isWrong(writing, known);
    if (isWrong === false) continue;
    isClean = false;
    const details = { part: writing.part, set: `${writing.path} ${rule.instead(writing)}` };
    if (isWrong === true && writing.isUsed !== "unknown") yield resource.fail(rule.problem(writing), details);
    else yield resource.undetermined("what is written there is not known yet", details);
  }
  if (!isComplete) {
    if (isClean) yield resource.undetermined("not all that is written into it is known yet");
  } else if (isClean && concerned.length > 0) yield resource.pass();
}
