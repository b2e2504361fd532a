import { installedVersion } from "./installed-version";
import { secret, stableHex, stableUuid } from "./property-values";
import type { PropertyMap } from "./property-values";
import { UnknownTypeError } from "./stand-in";
import type { CheckContext, Checked, Consequences, Created, StandIn } from "./stand-in";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** What each type returns for a resource, by its token without the package; `draw` gives the same digits in every run. */
const resourceTypes: Readonly<
  Record<string, { required: readonly string[]; outputs: (inputs: PropertyMap, draw: string) => PropertyMap }>
> = {
  "index/randomBytes:RandomBytes": {
    required: ["length"],
    outputs: ({ length }, draw) => {
      const hex = repeat(draw, Number(length) * 2);
      return { hex: secret(hex), base64: secret(Buffer.from(hex, "hex").toString("base64")) };
    },
  },
  "index/randomId:RandomId": {
    required: ["byteLength"],
    outputs: ({ byteLength, prefix = "" }, draw) => {
      const hex = repeat(draw, Number(byteLength) * 2);
      return { hex: `${String(prefix)}${hex}`, dec: BigInt(`0x${hex || "0"}`).toString() };
    },
  },
  "index/randomInteger:RandomInteger": {
    required: ["max", "min"],
    outputs: ({ min, max }, draw) => ({
      result: Number(min) + (parseInt(draw.slice(0, 8), 16) % (Number(max) - Number(min) + 1)),
    }),
  },
  "index/randomPassword:RandomPassword": {
    required: ["length"],
    outputs: ({ length }, draw) => ({ result: secret(letters(draw, Number(length))) }),
  },
  "index/randomString:RandomString": {
    required: ["length"],
    outputs: ({ length }, draw) => ({ result: letters(draw, Number(length)) }),
  },
  "index/randomUuid:RandomUuid": { required: [], outputs: (_inputs, draw) => ({ result: stableUuid(draw) }) },
};

/** Stands in for random: what it draws comes from the resource's URN, so that it is the same in every run. */
export class Random implements StandIn {
  readonly name = "random";
  readonly version = installedVersion("@pulumi/random");

  check({ type, news }: CheckContext): Checked {
    const failures = lookUp(type)
      .required.filter((property) => news[property] === undefined)
      .map((property) => ({ property, reason: `missing required property '${property}'` }));
    return { inputs: news, failures };
  }

  consequences(): Consequences {
    return { replaces: () => true, deleteBeforeReplace: false };
  }

  preview(_type: string, inputs: PropertyMap): PropertyMap {
    return inputs;
  }

  create(type: string, urn: string, inputs: PropertyMap): Created {
    const draw = stableHex(urn, JSON.stringify(inputs));
    const outputs = lookUp(type).outputs(inputs, draw);
    const id = /:Random(Password|Bytes)$/.test(type) ? "none" : String(outputs.result ?? outputs.hex);
    return { id, properties: { ...inputs, ...outputs } };
  }

  update(_type: string, _id: string, inputs: PropertyMap): PropertyMap {
    return inputs;
  }

  read(_type: string, id: string): PropertyMap {
    return { result: id };
  }

  invoke(token: string): PropertyMap {
    throw new UnknownTypeError("function", token, "offline/providers/random.ts");
  }
}

function lookUp(token: string) {
  const type = resourceTypes[token.replace(/^random:/, "")];
  if (!type) throw new UnknownTypeError("resource type", token, "offline/providers/random.ts");
  return type;
}

function repeat(draw: string, length: number): string {
  return draw.repeat(Math.ceil(length / draw.length)).slice(0, length);
}

function letters(draw: string, length: number): string {
  return Array.from(
    { length },
    (_, index) => LETTERS[parseInt(stableHex(draw, String(index)).slice(0, 4), 16) % LETTERS.length],
  ).join("");
}
