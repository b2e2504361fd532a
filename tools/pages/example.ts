import type { Fixture, FixtureResource } from "../../policies/framework/fixtures";
import { unknown } from "../../policies/framework/fixtures";

/** The resources of `fixture` as a Pulumi program. Formatting it is left to Prettier. */
export function programOf(fixture: Fixture): string {
  const program = new Program(fixture.resources);
  const statements = fixture.resources.map((resource) => program.statementOf(resource));
  return [...program.imports(), "", ...program.declarations(), "", ...statements].join("\n");
}

/** Constructor of a resource type, and where it is imported from. */
interface Constructor {
  readonly expression: string;
  readonly importLine: string;
  /** API version of the token, where it has one. */
  readonly apiVersion?: string;
}

class Program {
  private readonly importLines = new Set<string>();
  private readonly inputs = new Set<string>();
  private readonly referenced: ReadonlySet<string>;

  constructor(resources: readonly FixtureResource[]) {
    this.referenced = new Set(resources.flatMap(({ from }) => Object.values(from ?? {}).flat()));
  }

  statementOf(resource: FixtureResource): string {
    const { expression, importLine, apiVersion } = constructorOf(resource.type);
    this.importLines.add(importLine);
    const properties = this.literal(resource.properties, resource, []);
    const variable = this.referenced.has(resource.name) ? `const ${identifier(resource.name)} = ` : "";
    const comment = apiVersion ? `// API version ${apiVersion}, from a local SDK\n` : "";
    const options = resource.options ? `, ${JSON.stringify(resource.options)}` : "";
    return `${comment}${variable}new ${expression}(${JSON.stringify(resource.name)}, ${properties}${options});`;
  }

  imports(): readonly string[] {
    const pulumi = this.inputs.size > 0 ? ['import type * as pulumi from "@pulumi/pulumi";'] : [];
    return [...[...this.importLines].sort(), ...pulumi];
  }

  /** Values that the rest of a program would bring. */
  declarations(): readonly string[] {
    return [...this.inputs].sort().map((name) => `declare const ${name}: pulumi.Output<string>;`);
  }

  private literal(value: unknown, resource: FixtureResource, path: readonly string[]): string {
    if (value === unknown) return this.reference(resource, path);
    if (Array.isArray(value)) return `[${value.map((item) => this.literal(item, resource, path)).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => {
        const literal = this.literal(item, resource, [...path, key]);
        return literal === key ? key : `${JSON.stringify(key)}: ${literal}`;
      });
    return `{${entries.join(", ")}}`;
  }

  /** What is not known before the update is another resource's output, or comes from elsewhere in the program. */
  private reference({ from }: FixtureResource, path: readonly string[]): string {
    const [source] = from?.[path[0] ?? ""] ?? [];
    const property = path.at(-1) ?? "value";
    if (source !== undefined) return `${identifier(source)}.${/Name$/.test(property) ? "name" : "id"}`;
    const name = property === "id" ? `${(path.at(-2) ?? "").replace(/s$/, "")}Id` : property;
    this.inputs.add(name);
    return name;
  }
}

function constructorOf(type: string): Constructor {
  const evidence = /^physical-ai:(\w+):(\w+)$/.exec(type);
  if (evidence) {
    const [, folder, name = ""] = evidence;
    const file = name.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
    return { expression: name, importLine: `import { ${name} } from "./components/${folder}/${file}";` };
  }
  const kubernetes = /^kubernetes:([^:/]+)(?:\/([^:]+))?:(\w+)$/.exec(type);
  if (kubernetes) {
    const [, group = "", version, kind = ""] = kubernetes;
    return kubernetesConstructor(group, version, kind);
  }
  const [, oldest, module = "", newer, name] =
    /^azure-native(?:_[a-z]+_(v\w+))?:([a-z]+)(?:\/(v\w+))?:(\w+)$/.exec(type) ?? [];
  if (name === undefined) throw new Error(`No example can be written of a resource of type ${type}.`);
  return {
    expression: `${module}.${name}`,
    importLine: `import * as ${module} from "@pulumi/azure-native/${module}";`,
    apiVersion: oldest ?? newer,
  };
}

/** Groups of Kubernetes itself, by the module of the SDK that has their kinds. */
const KUBERNETES_MODULES: Readonly<Record<string, string>> = {
  "admissionregistration.k8s.io": "admissionregistration",
  "networking.k8s.io": "networking",
  "rbac.authorization.k8s.io": "rbac",
  "scheduling.k8s.io": "scheduling",
  "storage.k8s.io": "storage",
  "apiextensions.k8s.io": "apiextensions",
};

/** A kind of a group with a domain of its own is a custom resource, whose apiVersion and kind the example gives. */
function kubernetesConstructor(group: string, version: string | undefined, kind: string): Constructor {
  if (group === "helm.sh") {
    return { expression: `helm.v3.${kind}`, importLine: 'import * as helm from "@pulumi/kubernetes/helm";' };
  }
  const module = KUBERNETES_MODULES[group] ?? (group.includes(".") ? undefined : group);
  if (module === undefined) {
    const importLine = 'import * as apiextensions from "@pulumi/kubernetes/apiextensions";';
    return { expression: "apiextensions.CustomResource", importLine };
  }
  return {
    expression: `${module}.${version ?? "v1"}.${kind}`,
    importLine: `import * as ${module} from "@pulumi/kubernetes/${module}";`,
  };
}

/** `aks-nsg` as `aksNsg`. */
function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
