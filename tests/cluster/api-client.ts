import { Agent, request } from "node:https";

/** Any object of Kubernetes, as it is written in YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Names one object. */
export type Reference = Pick<Manifest, "apiVersion" | "kind"> & {
  readonly metadata: Pick<Manifest["metadata"], "name" | "namespace">;
};

/** Who asks. The administrator impersonates the user, so any user with any groups does without a credential. */
export interface User {
  readonly user: string;
  /** Default: none but system:authenticated. */
  readonly groups?: readonly string[];
}

export interface RequestOptions {
  /** Default: the administrator, a member of system:masters. */
  readonly as?: User;
  /** Goes through admission and is not stored. Default: it is stored. */
  readonly dryRun?: boolean;
}

/** What the API server said. */
export type Answer = Accepted | Refused;

export interface Accepted {
  readonly accepted: true;
  readonly status: number;
  /** The object as the API server would store it: with its defaults, and as admission has mended it. */
  readonly object: Manifest;
  /** Texts of the Warning headers: of admission policies, Pod Security and deprecated fields. */
  readonly warnings: readonly string[];
}

export interface Refused {
  readonly accepted: false;
  readonly status: number;
  /** As in `Forbidden`, `Invalid`, `NotFound`. */
  readonly reason: string;
  readonly message: string;
  readonly warnings: readonly string[];
}

/** The object of an answer that has to be an acceptance. */
export function accepted(answer: Answer): Manifest {
  if (!answer.accepted) throw new Error(`refused (${answer.status} ${answer.reason}): ${answer.message}`);
  return answer.object;
}

/** What a user wants to do, as SubjectAccessReview asks it. */
export interface AccessQuestion extends User {
  readonly verb: string;
  /** API group. Default: "", the core group. */
  readonly group?: string;
  /** Plural: `pods`. */
  readonly resource: string;
  readonly subresource?: string;
  /** Default: in all namespaces, or of a resource that lies in none. */
  readonly namespace?: string;
  readonly name?: string;
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Status {
  readonly reason?: string;
  readonly message?: string;
}

const FIELD_MANAGER = "cluster-tier";
/** One request of an API server under load takes well under a second. */
const ANSWER_MILLISECONDS = 30_000;

/** As much of a Kubernetes client as the tests need: it keeps refusals and warnings apart from errors. */
export class ApiClient {
  private readonly agent: Agent;
  private readonly resources = new Map<string, readonly ApiResource[]>();

  constructor(
    private readonly server: { readonly port: number; readonly ca: string | Buffer; readonly token: string },
  ) {
    this.agent = new Agent({ keepAlive: true, ca: server.ca, maxSockets: 8 });
  }

  /** Server-side apply with strict field validation: a field that its kind does not have is refused. */
  async apply(manifest: Manifest, options: RequestOptions = {}): Promise<Answer> {
    const path = await this.pathOf(manifest);
    const query = { fieldManager: FIELD_MANAGER, force: "true", fieldValidation: "Strict", ...dryRun(options) };
    const answer = await this.send("PATCH", path, {
      query,
      body: manifest,
      as: options.as,
      type: "application/apply-patch+yaml",
    });
    if (answer.accepted && manifest.kind === "ResourceQuota" && !options.dryRun)
      await this.startCounting(manifest, path);
    return answer;
  }

  /** Creates the object, as `kubectl create` does, with strict field validation. */
  async create(manifest: Manifest, options: RequestOptions = {}): Promise<Answer> {
    const path = await this.collectionOf(manifest);
    const query = { fieldManager: FIELD_MANAGER, fieldValidation: "Strict", ...dryRun(options) };
    return this.send("POST", path, { query, body: manifest, as: options.as });
  }

  /** The stored object; undefined where there is none. */
  async get(reference: Reference, options: Pick<RequestOptions, "as"> = {}): Promise<Manifest | undefined> {
    const answer = await this.send("GET", await this.pathOf(reference), { as: options.as });
    if (!answer.accepted && answer.status === 404) return undefined;
    return accepted(answer);
  }

  /** Deletes it at once. A namespace stays for ever in the state Terminating: no controller empties it. */
  async delete(reference: Reference, options: RequestOptions = {}): Promise<Answer> {
    const query = { gracePeriodSeconds: "0", ...dryRun(options) };
    return this.send("DELETE", await this.pathOf(reference), { query, as: options.as });
  }

  /** Whether the API server would let a user do it. */
  async review({ user, groups, namespace, ...action }: AccessQuestion): Promise<boolean> {
    const answer = await this.create({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      metadata: {},
      spec: { user, groups: ["system:authenticated", ...(groups ?? [])], resourceAttributes: { ...action, namespace } },
    });
    return (accepted(answer) as unknown as { status: { allowed: boolean } }).status.allowed;
  }

  /** Sends any request. @throws where the server does not answer */
  async send(method: string, path: string, options: SendOptions = {}): Promise<Answer> {
    const { status, text, warnings } = await this.exchange(method, path, options);
    const body = parse(text);
    if (status < 300) return { accepted: true, status, object: body as Manifest, warnings };
    const { reason = "Unknown", message = text } = body as Status;
    return { accepted: false, status, reason, message, warnings };
  }

  /** Whether the API server has opened all it serves. */
  async isReady(): Promise<boolean> {
    try {
      return (await this.exchange("GET", "/readyz", {})).status === 200;
    } catch {
      return false;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async pathOf(reference: Reference): Promise<string> {
    const { name } = reference.metadata;
    if (!name) throw new Error(`a ${reference.kind} without a name`);
    return `${await this.collectionOf(reference)}/${encodeURIComponent(name)}`;
  }

  private async collectionOf({ apiVersion, kind, metadata }: Reference): Promise<string> {
    const { name, namespaced } = await this.resourceOf(apiVersion, kind);
    const namespace = namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${groupPath(apiVersion)}${namespace}/${name}`;
  }

  private async resourceOf(apiVersion: string, kind: string): Promise<ApiResource> {
    const ofKind = (all: readonly ApiResource[] | undefined) =>
      all?.find((each) => each.kind === kind && !each.name.includes("/"));
    const known = ofKind(this.resources.get(apiVersion));
    if (known) return known;
    const answer = await this.send("GET", groupPath(apiVersion));
    const listed = answer.accepted ? (answer.object as unknown as { resources: ApiResource[] }).resources : [];
    this.resources.set(apiVersion, listed);
    const found = ofKind(listed);
    if (!found) throw new Error(`the API server serves no ${kind} of ${apiVersion}`);
    return found;
  }

  /** What the quota controller does: until a quota says what is used, nothing that it counts is admitted. */
  private async startCounting({ apiVersion, kind, metadata, spec }: Manifest, path: string): Promise<void> {
    const { hard } = spec as { hard: Record<string, string> };
    const used = Object.fromEntries(Object.keys(hard).map((resource) => [resource, "0"]));
    const { name, namespace } = metadata;
    accepted(
      await this.send("PATCH", `${path}/status`, {
        query: { fieldManager: "quota-controller", force: "true" },
        body: { apiVersion, kind, metadata: { name, namespace }, status: { hard, used } },
        type: "application/apply-patch+yaml",
      }),
    );
  }

  private exchange(method: string, path: string, options: SendOptions): Promise<Reply> {
    const { query = {}, body, as, type = "application/json" } = options;
    const search = new URLSearchParams(query).toString();
    const headers: Record<string, string | string[]> = {
      authorization: `Bearer ${this.server.token}`,
      accept: "application/json",
    };
    if (body !== undefined) headers["content-type"] = type;
    if (as) headers["impersonate-user"] = as.user;
    if (as?.groups?.length) headers["impersonate-group"] = [...as.groups];
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.server.port,
          method,
          path: search === "" ? path : `${path}?${search}`,
          headers,
          agent: this.agent,
          timeout: ANSWER_MILLISECONDS,
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          response.once("error", reject);
          response.once("end", () => {
            const warnings = (response.headersDistinct.warning ?? []).map(warningText);
            resolve({ status: response.statusCode ?? 0, text, warnings });
          });
        },
      );
      sent.once("timeout", () => sent.destroy(new Error(`${method} ${path}: no answer`)));
      sent.once("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

export interface SendOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly as?: User;
  /** Content type of the body. Default: application/json. */
  readonly type?: string;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly warnings: readonly string[];
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function dryRun({ dryRun: dry }: RequestOptions): Record<string, string> {
  return dry ? { dryRun: "All" } : {};
}

/** `299 - "text"`, with quotes and backslashes of the text escaped (RFC 7234, 5.5). */
function warningText(header: string): string {
  const quoted = /^\d{3} \S+ "(.*)"$/s.exec(header)?.[1];
  return quoted === undefined ? header : quoted.replace(/\\(.)/g, "$1");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
