import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";

export const PACK = join(__dirname, "..", "..", "policies");

/** A resource as the engine sends it to a pack. */
export interface SentResource {
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** URNs that each top-level property comes from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

/** How the engine takes a violation, as it stands in a configuration file. */
export type Level = "advisory" | "mandatory" | "remediate" | "disabled";

const LEVELS: Readonly<Record<Level, proto.EnforcementLevel>> = {
  advisory: proto.EnforcementLevel.ADVISORY,
  mandatory: proto.EnforcementLevel.MANDATORY,
  remediate: proto.EnforcementLevel.REMEDIATE,
  disabled: proto.EnforcementLevel.DISABLED,
};

/** Configuration by the name of the policy. */
export type PolicyConfiguration = Readonly<
  Record<string, { readonly level: Level; readonly properties?: Readonly<Record<string, unknown>> }>
>;

/** Milliseconds until a pack that says nothing is given up. The engine waits 10 s, on a machine that does nothing else. */
const PATIENCE = 60_000;

export interface Violation {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  readonly level: Level | undefined;
}

export interface Answer {
  readonly violations: readonly Violation[];
  readonly notApplicable: readonly string[];
  /** Why each policy of `notApplicable` does not apply. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const urnOf = ({ type, name }: { type: string; name: string }) => `urn:pulumi:dev::test::${type}::${name}`;

/** A policy pack in the process that the engine would start, and what the engine would ask it. */
export class BootedPack {
  private constructor(
    private readonly process: ChildProcess,
    private readonly ended: Promise<void>,
    private readonly port: string,
    private readonly client: AnalyzerClient,
    /** Everything that the process printed before the port, and the port. */
    readonly firstLine: string,
    /** Everything that it printed on standard output until now. */
    readonly stdout: () => string,
    readonly stderr: () => string,
  ) {}

  /** Starts the pack; rejects with what it printed where it does not come up, and leaves no process behind. */
  static async boot(folder: string = PACK): Promise<BootedPack> {
    // Where the engine looks for it: among what the pack itself has installed.
    const runner = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", "."], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const kill = () => child.kill("SIGKILL");
    const patience = setTimeout(kill, PATIENCE);
    process.once("exit", kill);
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve())).finally(() => {
      clearTimeout(patience);
      process.off("exit", kill);
    });
    let stdout = "";
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const firstLine = await new Promise<string>((resolve, reject) => {
      child.once("error", reject);
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        if (stdout.includes("\n")) resolve(stdout);
      });
      void ended.then(() => reject(new Error(`The pack did not come up: ${stderr}`)));
    });
    clearTimeout(patience);
    const port = firstLine.trim();
    return new BootedPack(
      child,
      ended,
      port,
      clientOf(port),
      firstLine,
      () => stdout,
      () => stderr,
    );
  }

  /** Ends the process and waits until it has. */
  async stop(): Promise<void> {
    this.client.close();
    this.process.kill();
    await this.ended;
  }

  /** The same process, asked through another connection, for as long as `ask` takes. */
  async throughAnotherConnection<T>(ask: (pack: BootedPack) => Promise<T>): Promise<T> {
    const client = clientOf(this.port, { "grpc.use_local_subchannel_pool": 1 });
    try {
      const { process, ended, port, firstLine, stdout, stderr } = this;
      return await ask(new BootedPack(process, ended, port, client, firstLine, stdout, stderr));
    } finally {
      client.close();
    }
  }

  /** What the pack says of itself. */
  async info(): Promise<proto.AnalyzerInfo.AsObject & { schemas: Map<string, unknown> }> {
    const info = await promisify<Empty, proto.AnalyzerInfo>(this.client.getAnalyzerInfo.bind(this.client))(new Empty());
    const schemas = new Map(
      info
        .getPoliciesList()
        .map((policy) => [policy.getName(), policy.getConfigschema()?.getProperties()?.toJavaScript()]),
    );
    return { ...info.toObject(), schemas };
  }

  /** Configures policies as the engine does after it has read a configuration file. */
  async configure(policies: PolicyConfiguration): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [name, { level, properties = {} }] of Object.entries(policies)) {
      const config = new proto.PolicyConfig();
      config.setEnforcementlevel(LEVELS[level]);
      config.setProperties(structOf(properties));
      request.getPolicyconfigMap().set(name, config);
    }
    await promisify<proto.ConfigureAnalyzerRequest, Empty>(this.client.configure.bind(this.client))(request);
  }

  /** Tells the pack which stack it is about, as the engine does before its first question. */
  async configureStack(stack: string, tags: Readonly<Record<string, string>> = {}): Promise<void> {
    const request = new proto.AnalyzerStackConfigureRequest();
    request.setStack(stack);
    request.setProject("test");
    request.setDryRun(true);
    for (const [name, value] of Object.entries(tags)) request.getTagsMap().set(name, value);
    await promisify<proto.AnalyzerStackConfigureRequest, proto.AnalyzerStackConfigureResponse>(
      this.client.configureStack.bind(this.client),
    )(request);
  }

  async analyze(resource: SentResource): Promise<Answer> {
    const request = new proto.AnalyzeRequest();
    request.setType(resource.type);
    request.setName(resource.name);
    request.setUrn(urnOf(resource));
    request.setProperties(structOf(resource.properties));
    request.setOptions(new proto.AnalyzerResourceOptions());
    return answer(
      await promisify<proto.AnalyzeRequest, proto.AnalyzeResponse>(this.client.analyze.bind(this.client))(request),
    );
  }

  async analyzeStack(resources: readonly SentResource[]): Promise<Answer> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList(
      resources.map((resource) => {
        const sent = new proto.AnalyzerResource();
        sent.setType(resource.type);
        sent.setName(resource.name);
        sent.setUrn(urnOf(resource));
        sent.setProperties(structOf(resource.properties));
        sent.setOptions(new proto.AnalyzerResourceOptions());
        for (const [property, urns] of Object.entries(resource.from ?? {})) {
          const dependencies = new proto.AnalyzerPropertyDependencies();
          dependencies.setUrnsList([...urns]);
          sent.getPropertydependenciesMap().set(property, dependencies);
        }
        return sent;
      }),
    );
    return answer(
      await promisify<proto.AnalyzeStackRequest, proto.AnalyzeResponse>(this.client.analyzeStack.bind(this.client))(
        request,
      ),
    );
  }
}

function clientOf(port: string, options: grpc.ClientOptions = {}): AnalyzerClient {
  return new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
}

/** As the engine would send it: it has no undefined. */
function structOf(properties: Readonly<Record<string, unknown>>): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

function answer(response: proto.AnalyzeResponse): Answer {
  const notApplicable = response.getNotApplicableList();
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      message: diagnostic.getMessage(),
      urn: diagnostic.getUrn(),
      level: (Object.keys(LEVELS) as Level[]).find((level) => LEVELS[level] === diagnostic.getEnforcementlevel()),
    })),
    notApplicable: notApplicable.map((policy) => policy.getPolicyName()),
    reasons: Object.fromEntries(notApplicable.map((policy) => [policy.getPolicyName(), policy.getReason()])),
  };
}
