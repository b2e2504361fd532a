import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";

export type Properties = Record<string, unknown>;

export const urnOf = (type: string, name = "data") =>
  `urn:pulumi:dev::test::physical-ai:data:ObjectStorage$${type}::${name}`;

/** Asks a stand-in what the engine would ask it. */
export class ProviderClient {
  private readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  close(): void {
    this.client.close();
  }

  async version(): Promise<string> {
    return (
      await promisify<Empty, plugin.PluginInfo>(this.client.getPluginInfo.bind(this.client))(new Empty())
    ).getVersion();
  }

  async check(
    type: string,
    news: Properties,
    { olds = {}, seed = "seedseedseed", name = "data" }: { olds?: Properties; seed?: string; name?: string } = {},
  ) {
    const request = new proto.CheckRequest();
    request.setUrn(urnOf(type, name));
    request.setNews(struct(news));
    request.setOlds(struct(olds));
    request.setRandomseed(Buffer.from(seed));
    const response = await promisify<proto.CheckRequest, proto.CheckResponse>(this.client.check.bind(this.client))(
      request,
    );
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async diff(type: string, olds: Properties, news: Properties) {
    const request = new proto.DiffRequest();
    request.setUrn(urnOf(type));
    request.setOldInputs(struct(olds));
    request.setNews(struct(news));
    const response = await promisify<proto.DiffRequest, proto.DiffResponse>(this.client.diff.bind(this.client))(
      request,
    );
    return {
      some: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed: response
        .getDetaileddiffMap()
        .toArray()
        .map(([path]) => path),
    };
  }

  async create(type: string, inputs: Properties, preview = false, name = "data") {
    const request = new proto.CreateRequest();
    request.setUrn(urnOf(type, name));
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    const response = await promisify<proto.CreateRequest, proto.CreateResponse>(this.client.create.bind(this.client))(
      request,
    );
    return { id: response.getId(), properties: plain(response.getProperties()) };
  }

  async update(type: string, id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new proto.UpdateRequest();
    request.setUrn(urnOf(type));
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await promisify<proto.UpdateRequest, proto.UpdateResponse>(this.client.update.bind(this.client))(
      request,
    );
    return plain(response.getProperties());
  }

  async invoke(token: string, args: Properties = {}): Promise<Properties> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    return plain(
      (
        await promisify<proto.InvokeRequest, proto.InvokeResponse>(this.client.invoke.bind(this.client))(request)
      ).getReturn(),
    );
  }
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

function plain(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
