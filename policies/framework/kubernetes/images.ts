import { inSnakeCase } from "../credentials";
import { oncePerResource } from "../once";
import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";
import { valuesOf } from "./helm-values";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS, volumesOf } from "./pod-templates";
import { hasUnknown, nameOf, nodesOf } from "./value-nodes";
import type { ValueNode } from "./value-nodes";

/** Kinds that name images. */
export const NAMES_IMAGES: readonly ResourceType[] = [...POD_OWNERS, KUBERNETES.helmRelease];

/** An image, or what a chart is told of one. */
export interface NamedImage {
  /**
   * - `whole`: a reference as it is pulled
   * - `place`: a registry, or the beginning of names in it, to which a chart adds the rest
   * - `tag`: a tag, which a chart adds to a name
   */
  readonly kind: "whole" | "place" | "tag";
  readonly text: Reading<string>;
  /** Names it among the findings of its resource. */
  readonly part: string;
  readonly path: string;
  /** Whether something pulls it: unknown while a chart's switch is. Default: yes. */
  readonly isUsed?: true | "unknown";
}

export interface NamedImages {
  readonly known: readonly NamedImage[];
  /** Whether those are all. */
  readonly isComplete: boolean;
}

/** The images that a resource names: those of every container and volume of a pod, and what a chart's values say of images. */
export const imagesOf = oncePerResource((resource: Resource): NamedImages => {
  if (resource.type === KUBERNETES.helmRelease) {
    const nodes = nodesOf(valuesOf(resource));
    const known = nodes.flatMap((node) => imagesIn(node).map((image) => ({ ...image, isUsed: node.isUsed })));
    const mayBePrefixed = hasUnknown(nodes.filter(({ keys }) => keys.length === 0 || keys[0] === "global"));
    return { known: known.map((image) => withoutPlace(image, known, mayBePrefixed)), isComplete: !hasUnknown(nodes) };
  }
  const template = podTemplateOf(resource);
  if (template.state !== "known") return { known: [], isComplete: template.state !== "unknown" };
  const containers = knownContainersOf(template.value).map(({ properties, path, part }) =>
    whole(properties.text("image"), part, `${path}.image`),
  );
  const volumes = volumesOf(template.value);
  const mounted = (volumes.state === "known" ? volumes.value : []).flatMap(({ properties, name, path }, index) =>
    properties.read("image").state === "absent"
      ? []
      : [
          whole(
            properties.text("image.reference"),
            `volumes/${name.state === "known" ? name.value : index}`,
            `${path}.image.reference`,
          ),
        ],
  );
  return {
    known: [...containers, ...mounted],
    isComplete: containersOf(template.value).state === "known" && volumes.state === "known",
  };
});

function whole(text: Reading<string>, part: string, path: string): NamedImage {
  return { kind: "whole", text, part, path };
}

/** Keys of values by the parts of a reference that they hold. */
const REGISTRY = /^(global_)?(image_?)?registry$/;
const LOCATION = /image_?(location|registry|repository|repo)$/;
const REPOSITORY = /^(repository|repo)$/;
const NAME = /^(image|name|image_?name)$/;
const TAG = /^(tag|version|image_?tag)$/;
const DIGEST = /^(digest|sha|sha256|image_?digest)$/;
const LONE_TAG = /image_?tag$/;

/**
 * What one node of a chart's values says of images: a map of parts, `{repository, tag, digest}` or `{repository, image,
 * version}`; a text under `image`, `initImage` or in a map `images`; or a lone part, such as `osmoImageLocation` or `imageTag`.
 */
function imagesIn(node: ValueNode): readonly NamedImage[] {
  const { keys, value } = node;
  const part = keys.join(".");
  const map = partsIn(node);
  if (map) return [whole(assembled(map), part, value.path)];
  const text = value.text();
  if (text.state === "absent" || text.state === "malformed") return lonePartsIn(value, part);
  return isImageKey(keys) && holdsReference(text) ? [whole(text, part, value.path)] : [];
}

interface Parts {
  readonly registry: Reading<string>;
  readonly repository: Reading<string>;
  readonly name: Reading<string>;
  readonly tag: Reading<string>;
  readonly digest: Reading<string>;
}

/**
 * A chart that is told one registry for all its images adds it to those that have none of their own: of such an image only
 * how it is pinned is known here.
 */
function withoutPlace(image: NamedImage, all: readonly NamedImage[], mayBePrefixed: boolean): NamedImage {
  const isPrefixed = mayBePrefixed || all.some(({ kind, part }) => kind === "place" && /(^|\.)global\./.test(part));
  const hasHost = image.text.state !== "known" || /^[^/]*[.:][^/]*\//.test(image.text.value);
  if (image.kind !== "whole" || image.text.state !== "known" || hasHost || !isPrefixed) return image;
  const [, pin = ""] = /^[^:@]*:?(.*)$/.exec(image.text.value) ?? [];
  return { ...image, kind: "tag", text: { state: "known", value: pin } };
}

/** The parts of a reference, where the map has enough of them to be one. */
function partsIn({ keys, value }: ValueNode): Parts | undefined {
  const entries = value.knownEntries();
  const find = (pattern: RegExp): Reading<string> => {
    const found = entries.find(([key, entry]) => pattern.test(inSnakeCase(key)) && entry.read().state !== "absent");
    return found ? asText(found[1]) : { state: "absent" };
  };
  const parts: Parts = {
    registry: find(REGISTRY),
    repository: find(REPOSITORY),
    name: find(NAME),
    tag: find(TAG),
    digest: find(DIGEST),
  };
  const isOfImage = /image$/.test(nameOf(keys));
  const hasPlace = isText(parts.repository) && (isText(parts.name) || isText(parts.tag) || isText(parts.digest));
  return hasPlace || (isOfImage && (isText(parts.name) || isText(parts.repository) || isText(parts.tag)))
    ? parts
    : undefined;
}

/** The reference that charts make of the parts. A digest may stand in the tag, after an `@` or alone. */
function assembled({ registry, repository, name, tag, digest }: Parts): Reading<string> {
  const all = [registry, repository, name, tag, digest];
  if (all.some(({ state }) => state === "unknown")) return { state: "unknown" };
  const [host, path, image, label, sum] = all.map((each) => (each.state === "known" ? each.value : ""));
  const place = [host, path, image].filter((each) => each !== "").join("/");
  const pin = sum ? `@${/^[a-z0-9]+:/.test(sum) ? sum : `sha256:${sum}`}` : "";
  const version = label?.startsWith("sha256:") ? `@${label}` : label ? `:${label}` : "";
  return { state: "known", value: `${place}${version.includes("@") && pin ? "" : version}${pin}` };
}

function lonePartsIn(value: Properties, part: string): readonly NamedImage[] {
  return value.knownEntries().flatMap(([key, entry]): readonly NamedImage[] => {
    const name = inSnakeCase(key);
    const text = asText(entry);
    if (!isText(text) || (text.state === "known" && text.value === "")) return [];
    const base = { text, part: part ? `${part}.${key}` : key, path: entry.path };
    if (REGISTRY.test(name) || LOCATION.test(name)) return [{ ...base, kind: "place" }];
    return LONE_TAG.test(name) ? [{ ...base, kind: "tag" }] : [];
  });
}

function isImageKey(keys: readonly string[]): boolean {
  return /(^|_)image$/.test(nameOf(keys)) || /(^|_)images$/.test(nameOf(keys.slice(0, -1)));
}

/** A bare name under `image` may as well be the last part of one whose beginning stands elsewhere. */
function holdsReference(text: Reading<string>): boolean {
  return text.state === "unknown" || (text.state === "known" && /[/:@]/.test(text.value));
}

/** A version that YAML takes for a number is a text to a chart. */
function asText(value: Properties): Reading<string> {
  const number = value.number();
  return number.state === "known" ? { state: "known", value: String(number.value) } : value.text();
}

function isText({ state }: Reading<string>): boolean {
  return state === "known" || state === "unknown";
}
