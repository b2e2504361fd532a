import { inSnakeCase } from "../credentials";
import { oncePerResource, oncePerText } from "../once";
import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";
import { valuesOf } from "./helm-values";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS, volumesOf } from "./pod-templates";
import { hasUnknown, nodesOf } from "./value-nodes";
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

/** Keys of values by the part of a reference that they hold in a map of parts. */
const PARTS = {
  registry: /^(global_)?(image_?)?registry$/,
  repository: /^(repository|repo)$/,
  name: /^(image|name|image_?name)$/,
  tag: /^(tag|version|image_?tag)$/,
  digest: /^(digest|sha|sha256|image_?digest)$/,
} as const;
/** Keys that hold one alone. */
const LOCATION = /image_?(location|registry|repository|repo)$/;
const LONE_TAG = /image_?tag$/;

/**
 * What one node of a chart's values says of images: a map of parts, `{repository, tag, digest}` or `{repository, image,
 * version}`; a text under `image`, `initImage` or in a map `images`; or a lone part, such as `osmoImageLocation` or `imageTag`.
 */
function imagesIn(node: ValueNode): readonly NamedImage[] {
  const { keys, value, entries } = node;
  const parts = entries.length > 0 ? partsIn(node) : undefined;
  if (parts) return [whole(assembled(parts), keys.join("."), value.path)];
  const text = isImageKey(node) ? value.text() : ABSENT;
  return holdsReference(text) ? [whole(text, keys.join("."), value.path)] : lonePartsIn(node);
}

/** What a map says of each part of a reference. */
type Parts = Readonly<Record<Part, Reading<string>>>;
type Part = keyof typeof PARTS;

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
function partsIn({ name, entries }: ValueNode): Parts | undefined {
  const found: { [part in Part]?: Reading<string> } = {};
  for (const [key, entry] of entries) {
    const part = partNamed(key);
    if (part && !found[part] && entry.read().state !== "absent") found[part] = asText(entry);
  }
  const has = (part: Part): boolean => isText(found[part] ?? ABSENT);
  const hasPlace = has("repository") && (has("name") || has("tag") || has("digest"));
  const isOfImage = /image$/.test(name) && (has("name") || has("repository") || has("tag"));
  if (!hasPlace && !isOfImage) return undefined;
  return { registry: ABSENT, repository: ABSENT, name: ABSENT, tag: ABSENT, digest: ABSENT, ...found };
}

const ABSENT = { state: "absent" } as const;

/** The part of a reference that an entry of this key holds. */
const partNamed = oncePerText((key: string): Part | undefined => {
  const written = inSnakeCase(key);
  return (Object.keys(PARTS) as Part[]).find((part) => PARTS[part].test(written));
});

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

function lonePartsIn({ keys, entries }: ValueNode): readonly NamedImage[] {
  return entries.flatMap(([key, entry]): readonly NamedImage[] => {
    const kind = lonePartNamed(key);
    const text: Reading<string> = kind ? asText(entry) : ABSENT;
    if (!kind || !isText(text) || (text.state === "known" && text.value === "")) return [];
    return [{ kind, text, part: [...keys, key].join("."), path: entry.path }];
  });
}

/** What an entry of this key holds alone. */
const lonePartNamed = oncePerText((key: string): "place" | "tag" | undefined => {
  const written = inSnakeCase(key);
  if (PARTS.registry.test(written) || LOCATION.test(written)) return "place";
  return LONE_TAG.test(written) ? "tag" : undefined;
});

function isImageKey({ name, within }: ValueNode): boolean {
  return /(^|_)image$/.test(name) || /(^|_)images$/.test(within);
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
