import * as grpc from "@grpc/grpc-js";
import * as emptyProto from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { differences } from "./property-values";
import type { Difference, PropertyMap } from "./property-values";
import { UnknownTypeError } from "./stand-in";
import type { Consequences, StandIn } from "./stand-in";

/** The engine sends a resource's whole state; its own limit is 400 MiB. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;

export interface ServedStandIn {
  readonly port: number;
  stop(): void;
}

/** Serves the stand-in on a port of its own of the loopback interface. */
export async function serve(standIn: StandIn): Promise<ServedStandIn> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT });
  server.addService(ResourceProviderService, service(standIn));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { port, stop: () => server.forceShutdown() };
}

/** The engine's protocol, read from and written to the stand-in. Every provider instance of the program connects here. */
function service(standIn: StandIn) {
  return {
    handshake: unary(() => {
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: unary(() => {
      const info = new pluginProto.PluginInfo();
      info.setVersion(standIn.version);
      return info;
    }),
    checkConfig: unary((request: proto.CheckRequest) => {
      const response = new proto.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary(() => new proto.DiffResponse()),
    configure: unary(() => {
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    check: unary((request: proto.CheckRequest) => check(standIn, request)),
    diff: unary((request: proto.DiffRequest) => diff(standIn, request)),
    create: unary((request: proto.CreateRequest) => {
      const [type, inputs] = [typeOf(request.getUrn()), plain(request.getProperties())];
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(struct(standIn.preview(type, inputs)));
        return response;
      }
      const { id, properties } = standIn.create(type, request.getUrn(), inputs);
      response.setId(id);
      response.setProperties(struct(properties));
      return response;
    }),
    update: unary((request: proto.UpdateRequest) => {
      const [type, inputs] = [typeOf(request.getUrn()), plain(request.getNews())];
      const response = new proto.UpdateResponse();
      const properties = request.getPreview()
        ? { ...plain(request.getOlds()), ...standIn.preview(type, inputs) }
        : standIn.update(type, request.getId(), inputs);
      response.setProperties(struct(properties));
      return response;
    }),
    read: unary((request: proto.ReadRequest) => {
      const response = new proto.ReadResponse();
      const known = plain(request.getProperties());
      const isRefresh = Object.keys(known).length > 0;
      response.setId(request.getId());
      response.setProperties(struct(isRefresh ? known : standIn.read(typeOf(request.getUrn()), request.getId())));
      response.setInputs(request.getInputs());
      return response;
    }),
    delete: unary(() => new emptyProto.Empty()),
    invoke: unary((request: proto.InvokeRequest) => {
      const response = new proto.InvokeResponse();
      response.setReturn(struct(standIn.invoke(request.getTok(), plain(request.getArgs()))));
      return response;
    }),
    cancel: unary(() => new emptyProto.Empty()),
    attach: unary(() => new emptyProto.Empty()),
    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    }),
    ...Object.fromEntries(
      ["call", "construct", "parameterize", "getMapping", "getMappings", "list"].map((method) => [
        method,
        unimplemented,
      ]),
    ),
  };
}

function check(standIn: StandIn, request: proto.CheckRequest): proto.CheckResponse {
  const urn = request.getUrn();
  const autonaming = request.getAutonaming();
  const { inputs, failures } = standIn.check({
    urn,
    type: typeOf(urn),
    name: urn.split("::").slice(3).join("::"),
    olds: plain(request.getOlds()),
    news: plain(request.getNews()),
    seed: Buffer.from(request.getRandomseed_asU8()).toString("hex"),
    autonaming: autonaming && {
      proposedName: autonaming.getProposedName(),
      mode: (["propose", "enforce", "disabled"] as const)[autonaming.getMode()] ?? "propose",
    },
  });
  const response = new proto.CheckResponse();
  response.setInputs(struct(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new proto.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

function diff(standIn: StandIn, request: proto.DiffRequest): proto.DiffResponse {
  const [olds, news] = [plain(request.getOldInputs() ?? request.getOlds()), plain(request.getNews())];
  const ignored = request.getIgnorechangesList();
  const found = differences(olds, news).filter(
    ({ path }) => !ignored.some((start) => path === start || path.startsWith(`${start}.`)),
  );
  const consequences = standIn.consequences(typeOf(request.getUrn()), olds, news);
  const replacing = found.filter(({ path }) => consequences.replaces(topLevel(path)));
  const response = new proto.DiffResponse();
  response.setChanges(
    found.length > 0 ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList([...new Set(found.map(({ path }) => topLevel(path)))]);
  response.setReplacesList([...new Set(replacing.map(({ path }) => topLevel(path)))]);
  response.setDeletebeforereplace(replacing.length > 0 && consequences.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const difference of found) {
    const detail = new proto.PropertyDiff();
    detail.setKind(kindOf(difference, consequences));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(difference.path, detail);
  }
  return response;
}

function kindOf({ kind, path }: Difference, { replaces }: Consequences): proto.PropertyDiff.Kind {
  const { ADD, UPDATE, DELETE, ADD_REPLACE, UPDATE_REPLACE, DELETE_REPLACE } = proto.PropertyDiff.Kind;
  const [inPlace, anew] = {
    add: [ADD, ADD_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
  }[kind];
  return replaces(topLevel(path)) ? anew! : inPlace!;
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

/** The resource's own type, without those of its parents. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function plain(value: Struct | undefined): PropertyMap {
  return value?.toJavaScript() ?? {};
}

function struct(value: PropertyMap): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

function unary<Request, Response>(answer: (request: Request) => Response) {
  return (call: { request: Request }, callback: (error: object | null, response?: Response) => void) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      const code = error instanceof UnknownTypeError ? grpc.status.INVALID_ARGUMENT : grpc.status.UNKNOWN;
      callback({ code, details: error instanceof Error ? error.message : String(error) });
    }
  };
}

function unimplemented(_call: unknown, callback: (error: object) => void): void {
  callback({ code: grpc.status.UNIMPLEMENTED, details: "The offline stand-in does not offer this." });
}
