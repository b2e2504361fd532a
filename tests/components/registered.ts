import * as pulumi from "@pulumi/pulumi";
import { dropApiVersionAliases } from "../../components/api-version-aliases";
import { userKubeconfig } from "../../offline/providers/azure-native/user-kubeconfig";

/** Marks of the engine's wire format (sdk/nodejs/runtime/rpc.ts). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

export interface Registered {
  /** Type token, as in `azure-native:keyvault:Vault`. */
  readonly type: string;
  readonly name: string;
  /** What was registered, with secrets unwrapped. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of inputs that hold a secret. */
  readonly secrets: readonly string[];
  readonly protect: boolean;
}

/** Everything that a program registered, each after what it needs. */
export class Registrations {
  constructor(
    readonly all: readonly Registered[],
    /** Functions of providers that were called, by token. */
    readonly calls: readonly string[],
  ) {}

  /** Of one class, as in `keyvault:Vault`. */
  of(type: string): Registered[] {
    return this.all.filter((each) => each.type === `azure-native:${type}`);
  }

  /** The one of its class, with this name where there are several. */
  one(type: string, name?: string): Registered {
    const found = this.of(type).filter((each) => name === undefined || each.name === name);
    if (found.length !== 1) throw new Error(`${found.length} of ${type} ${name ?? ""} are registered, not one`);
    return found[0]!;
  }

  /** Cloud resources, without components and the stack. */
  get cloud(): Registered[] {
    return this.all.filter(({ type }) => type.startsWith("azure-native:"));
  }
}

/** The id that the mocks give to a resource. */
export function idOf({ type, name }: Pick<Registered, "type" | "name">): string {
  return `/${type.replace("azure-native:", "")}/${name}`;
}

/** The value of the input at `path`, as in `properties.sku.name`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** Every value in `value` with its path. */
export function* everyValue(value: unknown, path = ""): Generator<readonly [path: string, value: unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* everyValue(inner, path === "" ? key : `${path}.${key}`);
}

/**
 * Runs `program` in the SDK's mocks: of an update all ids and outputs are known, of a preview none.
 *
 * The mocks do not pass on a resource's options, so a stack transformation records them.
 */
export async function register(
  program: () => void,
  mode: "preview" | "update",
  aliases: "dropped" | "kept" = "dropped",
): Promise<Registrations> {
  const all: (Omit<Registered, "protect"> & { protect?: boolean })[] = [];
  const calls: string[] = [];
  const known = mode === "update";
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const plain = unwrap(inputs) as Record<string, unknown>;
        const secrets = Object.entries(inputs as object).flatMap(([key, value]) => (holdsSecret(value) ? [key] : []));
        all.push({ type, name, inputs: plain, secrets });
        const id = known ? idOf({ type, name }) : undefined;
        return { id, state: known ? { ...plain, ...outputsOf(type, name, plain) } : plain };
      },
      call: ({ token, inputs }) => {
        calls.push(token);
        if (token.endsWith(":listManagedClusterUserCredentials"))
          return userKubeconfig(inputs as Record<string, unknown>);
        return token.endsWith(":getClientConfig")
          ? { tenantId: "11111111-1111-4111-8111-111111111111", subscriptionId: "22222222-2222-4222-8222-222222222222" }
          : (inputs as Record<string, unknown>);
      },
    },
    "physical-ai",
    "dev",
    !known,
  );
  const protectedResources = new Set<string>();
  await pulumi.runtime.runInPulumiStack(async () => {
    // Half of the time goes into them otherwise.
    if (aliases === "dropped") dropApiVersionAliases();
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      if (opts.protect) protectedResources.add(idOf({ type, name }));
      return undefined;
    });
    program();
    return await Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return new Registrations(
    all.map((each) => ({ ...each, protect: protectedResources.has(idOf(each)) })),
    calls,
  );
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return SIGNATURE in value || Object.values(value).some(holdsSecret);
}

function outputsOf(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const outputs: Record<string, unknown> = { name, principalId: `principal of ${name}`, clientId: `client of ${name}` };
  const { identity, properties } = inputs as { identity?: { type?: string }; properties?: object };
  if (identity?.type === "SystemAssigned") outputs.identity = { ...identity, principalId: `principal of ${name}` };
  if (type.endsWith(":Vault")) outputs.properties = { ...properties, vaultUri: `https://${name}.vault.azure.net/` };
  if (type.endsWith(":ManagedCluster")) outputs.oidcIssuerProfile = { enabled: true, issuerURL: "https://issuer/" };
  if (type.startsWith("tls:")) {
    for (const key of ["privateKeyPem", "privateKeyPemPkcs8", "certRequestPem", "certPem"]) {
      outputs[key] = inputs[key] ?? `${key} of ${name}`;
    }
  }
  if (type.endsWith(":RandomBytes")) outputs.base64 = Buffer.alloc(32, 7).toString("base64");
  if (type.endsWith(":RandomPassword")) outputs.result = `password of ${name}`;
  return outputs;
}

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null || "__pulumiUnknown" in value) return value;
  if (SIGNATURE in value) return unwrap((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrap(inner)]));
}
