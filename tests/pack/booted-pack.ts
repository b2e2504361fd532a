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

export interface Violation {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  readonly level: "advisory" | "mandatory";
}

export interface Answer {
  readonly violations: readonly Violation[];
  readonly notApplicable: readonly string[];
}

export const urnOf = ({ type, name }: { type: string; name: string }) => `urn:pulumi:dev::test::${type}::${name}`;

/** A policy pack in the process that the engine would start, and what the engine would ask it. */
export class BootedPack {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
    /** Everything that the process printed before the port, and the port. */
    readonly firstLine: string,
    readonly stderr: () => string,
  ) {}

  /** Starts the pack; rejects with what it printed where it does not come up. */
  static async boot(folder: string = PACK): Promise<BootedPack> {
    const runner = createRequire(__filename).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", "."], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const firstLine = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        if (stdout.includes("\n")) resolve(stdout);
      });
      child.on("close", () => reject(new Error(`The pack did not come up: ${stderr}`)));
    });
    const client = new AnalyzerClient(`127.0.0.1:${firstLine.trim()}`, grpc.credentials.createInsecure());
    return new BootedPack(child, client, firstLine, () => stderr);
  }

  stop(): void {
    this.client.close();
    this.process.removeAllListeners("close");
    this.process.kill();
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

  /** Configures policies, by name, as the engine does after it has read a configuration file. */
  async configure(
    policies: Readonly<Record<string, { level: Violation["level"]; properties?: Record<string, unknown> }>>,
  ): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [name, { level, properties = {} }] of Object.entries(policies)) {
      const config = new proto.PolicyConfig();
      config.setEnforcementlevel(
        level === "mandatory" ? proto.EnforcementLevel.MANDATORY : proto.EnforcementLevel.ADVISORY,
      );
      config.setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
      request.getPolicyconfigMap().set(name, config);
    }
    await promisify<proto.ConfigureAnalyzerRequest, Empty>(this.client.configure.bind(this.client))(request);
  }

  async analyze(resource: SentResource): Promise<Answer> {
    const request = new proto.AnalyzeRequest();
    request.setType(resource.type);
    request.setName(resource.name);
    request.setUrn(urnOf(resource));
    request.setProperties(Struct.fromJavaScript(resource.properties as Record<string, JavaScriptValue>));
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
        sent.setProperties(Struct.fromJavaScript(resource.properties as Record<string, JavaScriptValue>));
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

function answer(response: proto.AnalyzeResponse): Answer {
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      message: diagnostic.getMessage(),
      urn: diagnostic.getUrn(),
      level: diagnostic.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    })),
    notApplicable: response.getNotApplicableList().map((policy) => policy.getPolicyName()),
  };
}
