import type { Properties } from "../reading";
import { allOf, anyOf, holds } from "../truth";
import type { Truth } from "../truth";

/** All labels of a pod. */
export type Labels = Readonly<Record<string, string>>;

/** Whether a label selector takes pods with exactly these labels; an empty one takes every pod, one that is absent none. */
export function selects(selector: Properties, labels: Labels): Truth {
  const given = selector.read();
  if (given.state === "unknown") return "unknown";
  if (given.state !== "known") return false;
  const expressions = selector.list("matchExpressions");
  return allOf(
    selector.entries().state === "unknown" ? "unknown" : true,
    hasLabels(selector.at("matchLabels"), labels),
    expressions.state === "unknown" ? "unknown" : true,
    ...(expressions.state === "known" ? expressions.value : []).map((expression) => meets(expression, labels)),
  );
}

/** Whether all labels of `wanted`, a plain map, are among `labels`. */
export function hasLabels(wanted: Properties, labels: Labels): Truth {
  if (wanted.read().state === "unknown") return "unknown";
  return allOf(
    wanted.entries().state === "unknown" ? "unknown" : true,
    ...wanted.knownEntries().map(([key, value]) => holds(value.text(), (text) => labels[key] === text)),
  );
}

function meets(expression: Properties, labels: Labels): Truth {
  const key = expression.text("key");
  const operator = expression.text("operator");
  if (key.state === "unknown" || operator.state === "unknown") return "unknown";
  if (key.state !== "known" || operator.state !== "known") return false;
  const label = labels[key.value];
  const values = expression.list("values");
  const isAmong = (): Truth =>
    values.state === "unknown"
      ? "unknown"
      : anyOf(
          ...(values.state === "known" ? values.value : []).map((value) =>
            holds(value.text(), (text) => text === label),
          ),
        );
  switch (operator.value) {
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    case "In":
      return label !== undefined && isAmong();
    case "NotIn": {
      const among = label !== undefined && isAmong();
      return among === "unknown" ? among : !among;
    }
    default:
      return false;
  }
}
