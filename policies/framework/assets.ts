/** A file as a control reads it: by its path, its text, or the address that it is downloaded from. */
export interface PlainAsset {
  readonly path?: string;
  readonly text?: string;
  readonly uri?: string;
}

/**
 * The properties with the assets of a list, such as the value files of a Helm release, as plain objects. The SDK hands a
 * policy its own asset objects, whose path or text can only be awaited; controls do not wait. Without assets the properties
 * come back at once.
 */
export function withPlainAssets(properties: unknown): unknown {
  if (typeof properties !== "object" || properties === null) return properties;
  const lists = Object.entries(properties).filter(([, value]) => Array.isArray(value) && value.some(isAsset));
  if (lists.length === 0) return properties;
  return Promise.all(
    lists.map(async ([name, list]) => [name, await Promise.all((list as unknown[]).map(plain))] as const),
  ).then((plainLists) => ({ ...properties, ...Object.fromEntries(plainLists) }));
}

interface SdkAsset {
  readonly __pulumiAsset: true;
  readonly path?: Promise<string>;
  readonly text?: Promise<string>;
  readonly uri?: Promise<string>;
}

function isAsset(value: unknown): value is SdkAsset {
  return typeof value === "object" && value !== null && (value as Partial<SdkAsset>).__pulumiAsset === true;
}

async function plain(value: unknown): Promise<unknown> {
  if (!isAsset(value)) return value;
  const asset: PlainAsset = { path: await value.path, text: await value.text, uri: await value.uri };
  return asset;
}
