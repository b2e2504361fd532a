import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { Truth } from "../truth";
import { allOf, anyOf, holds } from "../truth";
import { chartNamed, valuesOf } from "./helm-values";

/** NVIDIA's charts of OSMO: its control plane, its backend, and the one that is to replace both. */
export type OsmoChart = "service" | "backend-operator" | "osmo";

export interface OsmoRelease {
  readonly chart: OsmoChart;
  /** What the release sets; what is absent has the chart's default. */
  readonly values: Properties;
  /** Whether it makes the part that was asked for: unknown while the switch of that is. */
  readonly isMade: true | "unknown";
}

/** What a finding says while `isMade` is unknown. */
export const NOT_MADE = "whether its chart makes this part is not known yet";

/** Groups of values that only these charts have: they tell a chart that was copied under another name. */
const MARKS: readonly (readonly [OsmoChart, string, readonly string[]])[] = [
  ["osmo", "planes", ["control", "compute"]],
  ["osmo", "secrets", ["masterEncryptionKey"]],
  ["backend-operator", "global", ["loginMethod", "accountTokenSecret", "backendNamespace", "agentNamespace"]],
  ["backend-operator", "services", ["backendListener", "backendWorker"]],
  ["service", "gateway", ["oauth2Proxy", "authz", "envoy"]],
  ["service", "services", ["configFile", "defaultAdmin", "delayedJobMonitor"]],
];

/**
 * The release as one of OSMO's charts; undefined where it is of something else. `service` is a name that others use too: the
 * chart counts as OSMO's where OSMO is named beside it, or where its values are those of OSMO.
 */
export function osmoRelease(release: Resource): OsmoRelease | undefined {
  if (release.type !== KUBERNETES.helmRelease) return undefined;
  const values = valuesOf(release);
  const chart = named(release) ?? marked(values);
  return chart && { chart, values, isMade: true };
}

/** OSMO's control plane; undefined where the release is none, or of a chart that is told to leave it out. */
export function controlPlaneOf(release: Resource): OsmoRelease | undefined {
  const osmo = osmoRelease(release);
  if (!osmo || osmo.chart === "backend-operator") return undefined;
  return osmo.chart === "osmo" ? withPlane(osmo, isOn(osmo.values, "planes.control.enabled", true)) : osmo;
}

/** OSMO's backend; undefined where the release is none, or of a chart that is not told to have it. */
export function backendOf(release: Resource): OsmoRelease | undefined {
  const osmo = osmoRelease(release);
  if (!osmo || osmo.chart === "service") return undefined;
  return osmo.chart === "osmo" ? withPlane(osmo, isOn(osmo.values, "planes.compute.enabled", false)) : osmo;
}

function withPlane(osmo: OsmoRelease, isOfIt: Truth): OsmoRelease | undefined {
  return isOfIt === false ? undefined : { ...osmo, isMade: isOfIt };
}

function named(release: Resource): OsmoChart | undefined {
  const places = ["chart", "repositoryOpts.repo", "name", "namespace"].map((path) => release.text(path));
  const isOsmos = [release.name, ...places.map((place) => (place.state === "known" ? place.value : ""))].some((text) =>
    /osmo/i.test(text),
  );
  const charts: readonly OsmoChart[] = ["service", "backend-operator", "osmo"];
  return isOsmos ? charts.find((chart) => chartNamed(release, [chart]) === true) : undefined;
}

function marked(values: Properties): OsmoChart | undefined {
  return MARKS.find(([, group, keys]) => values.knownEntries(group).some(([key]) => keys.includes(key)))?.[0];
}

/**
 * Whether a chart's switch is on without doubt. To a template whatever is not empty is true, the text "false" too: that is
 * neither on nor off here. A value that null takes away is off.
 */
export function isOn(values: Properties, path: string, byDefault: boolean): Truth {
  if (isTakenAway(values, path)) return false;
  return allOf(
    holds(values.read(path), isTruthy, byDefault),
    holds(values.read(path), (value) => !isWordForFalse(value), byDefault),
  );
}

/** Whether a chart's switch is off without doubt. */
export function isOff(values: Properties, path: string, byDefault: boolean): Truth {
  if (isTakenAway(values, path)) return true;
  return holds(values.read(path), (value) => !isTruthy(value), !byDefault);
}

/** Whether a template takes it for nothing. */
export function isEmpty(values: Properties, path: string): Truth {
  return holds(values.read(path), (value) => !isTruthy(value), true);
}

/** Whether the value is there and null, which takes a chart's default away. */
function isTakenAway(values: Properties, path: string): boolean {
  const steps = path.split(".");
  return steps.some((step, index) => {
    const parent = index === 0 ? values : values.at(steps.slice(0, index).join("."));
    return parent.knownEntries().some(([key, value]) => key === step && value.read().state === "absent");
  });
}

function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== false && value !== 0 && value !== "";
}

function isWordForFalse(value: unknown): boolean {
  return typeof value === "string" && /^\s*(false|no|off|0)?\s*$/i.test(value);
}

/** Whether one of the texts in the list, or all of them in a row as on a command line, match; unknown while one of them is. */
export function mentions(list: Reading<readonly Properties[]>, pattern: RegExp): Truth {
  if (list.state === "unknown") return "unknown";
  const words = (list.state === "known" ? list.value : []).map((item) => item.text());
  const line = words.map((word) => (word.state === "known" ? word.value : "")).join(" ");
  return anyOf(pattern.test(line), words.some(({ state }) => state === "unknown") ? "unknown" : false);
}

/**
 * `--method dev`, by which OSMO's programs take a master key from the source code and a caller's word for who they are. Their
 * parser takes a flag's beginning for it where no other begins so.
 */
export const DEV_METHOD = /(^|[\s"'=])--meth(o|od)?[\s=]+["']?dev\b/;

/** Programs of OSMO's control plane by the last part of their image, and as commands. */
const CONTROL_PLANE = /(^|\/)(service|worker|logger|agent|router|delayed[-_]job[-_]monitor)$/;
const BACKEND = /(^|\/)backend[-_](listener|worker|test[-_]runner)$/;

/** Which part of OSMO the container runs, by its image or its command. */
export function osmoPart(container: Properties): "control plane" | "backend" | undefined {
  const image = container.text("image");
  const repository = image.state === "known" ? image.value.replace(/@.*$/, "").replace(/:[^/]*$/, "") : "";
  const commands = container.list("command");
  const command = commands.state === "known" ? commands.value[0]?.text() : undefined;
  const program = command?.state === "known" ? command.value : "";
  if (BACKEND.test(repository) || BACKEND.test(program)) return "backend";
  return /osmo/i.test(repository) && CONTROL_PLANE.test(repository) ? "control plane" : undefined;
}

/** Whether the container's command line, its command and then its arguments, matches. */
export function commandLineMentions(container: Properties, pattern: RegExp): Truth {
  const [command, args] = [container.list("command"), container.list("args")];
  if (command.state !== "known" || args.state !== "known") {
    return anyOf(mentions(command, pattern), mentions(args, pattern));
  }
  return mentions({ state: "known", value: [...command.value, ...args.value] }, pattern);
}

/** Whether the text is a configuration of Envoy that leads to OSMO's API. */
export function isGatewayConfiguration(text: string): boolean {
  return /http_connection_manager/.test(text) && /\bosmo-(service|api)\b/.test(text);
}
