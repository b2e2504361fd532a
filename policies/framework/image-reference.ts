/** A reference to an image of containers, in its parts. */
export interface ImageReference {
  /** Host that it comes from, with a port that is not 443; Docker Hub where none is written. In lower case. */
  readonly registry: string;
  /** The name within the registry. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What a reference without a host means (github.com/distribution/reference). */
const DOCKER_HUB = "docker.io";

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d+)?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** The reference as container runtimes read it; undefined where they would refuse it. */
export function imageReference(text: string): ImageReference | undefined {
  const [named = "", digest, ...more] = text.split("@");
  if (more.length > 0) return undefined;
  const slash = named.lastIndexOf("/");
  const colon = named.indexOf(":", slash + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { registry, repository } = hostAndPath(path);
  if (!HOST.test(registry) || !PATH.test(repository)) return undefined;
  return { registry: registry.replace(/:443$/, ""), repository, tag, digest };
}

/** The first part is a host where it could be no part of a path: it has a dot or a port, or is `localhost`. */
function hostAndPath(path: string): { registry: string; repository: string } {
  const slash = path.indexOf("/");
  const first = path.slice(0, Math.max(slash, 0));
  if (/[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase()) {
    return { registry: first.toLowerCase(), repository: path.slice(slash + 1) };
  }
  return { registry: DOCKER_HUB, repository: slash < 0 ? `library/${path}` : path };
}

/**
 * Whether the image comes from a place in `approved`: a host, as in `mcr.microsoft.com`, whose first label may be `*` for any
 * one label, with or without the beginning of a path, as in `nvcr.io/nvidia`. Whole labels and whole parts of a path count:
 * `*.azurecr.io` approves neither `a.azurecr.io.example.com` nor `a.b.azurecr.io`.
 */
export function comesFrom({ registry, repository }: ImageReference, approved: readonly string[]): boolean {
  return approved.some((place) => {
    const [host = "", ...path] = place.toLowerCase().replace(/\/+$/, "").split("/");
    const begins = [...path, ""].join("/");
    return isHost(registry, host.replace(/:443$/, "")) && `${repository}/`.startsWith(begins);
  });
}

function isHost(registry: string, approved: string): boolean {
  if (!approved.startsWith("*.")) return registry === approved;
  const dot = registry.indexOf(".");
  return dot > 0 && registry.slice(dot) === approved.slice(1);
}

/** How firmly a reference holds to one image. */
export type Pin = "digest" | "tag" | "latest";

/** A tag can be moved to another image, and `latest`, which is what no tag means, is moved with each release. */
export function pinOf({ tag, digest }: Pick<ImageReference, "tag" | "digest">): Pin {
  if (digest !== undefined) return /^sha256:[0-9a-f]{64}$/.test(digest) ? "digest" : "tag";
  return tag === undefined || tag === "" || tag === "latest" ? "latest" : "tag";
}
