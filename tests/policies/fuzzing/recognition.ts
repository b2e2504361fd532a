/*
 * Where an unknown value may leave a failing example without a finding. Three kinds, and no other:
 * - A control of one program, OSMO, takes a resource for a part of it by its chart, its values, an image, a selector or what a
 *   configuration says. What may turn out to be anything is nobody's business until the update knows: were it OSMO's, every
 *   pod of a stack with an unknown image would be.
 * - A volume or argument leads to a master key by its name or its file. Most stacks mount ConfigMaps whose names Kubernetes'
 *   provider makes up in the update.
 * - A password that the program does not know yet stands in no text that it knows.
 */

const CHART = /^(chart|repositoryOpts(\.repo)?)$/;
const RENDERED = /^(spec|spec\.template(\.spec(\.containers(\.0(\.image)?)?)?)?|data(\..+)?)$/;
const MARKS = /^values(\.(global|gateway))?$/;
const SELECTED = /^spec(\.selector(\..+)?|\.rules(\..+)?|\.backend(\..+)?)?$/;
const KEY_FILE =
  /^spec(\.template(\.spec(\.(volumes(\.0(\.(configMap|projected)(\..+)?)?)?|(initC|c)ontainers(\.0(\.(args|env)(\..+)?)?)?))?)?)?$/;

/** Places, by control, that say whether the control is about the resource at all. */
export const RECOGNISED_BY: Readonly<Record<string, readonly RegExp[]>> = {
  "credential-redaction-injected": [MARKS],
  "mek-outside-configmap": [CHART, KEY_FILE, /^values(\.extraConfigMaps(\..+)?)?$/],
  "mek-synced-from-key-vault": [CHART, KEY_FILE],
  "osmo-api-behind-gateway": [CHART, RENDERED],
  "osmo-gateway-authentication": [CHART, RENDERED, MARKS],
  "osmo-gateway-private": [CHART, SELECTED],
  "osmo-rate-limit": [CHART, RENDERED],
  "osmo-roles-least-privilege": [CHART, RENDERED],
  "osmo-token-login": [CHART, RENDERED],
  "postgres-dedicated-login": [/^administratorLoginPassword$/],
  "token-expiry": [CHART],
  "token-rotation-scheduled": [RENDERED],
  "workload-log-level": [CHART],
};

/** Whether the value at `path` only says that the control is about the resource. */
export function recognises(control: string, path: string): boolean {
  return RECOGNISED_BY[control]?.some((place) => place.test(path)) ?? false;
}
