import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { isCalled, subnetsIn } from "../../framework/subnets";
import type { Subnet } from "../../framework/subnets";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Subnets of Azure's own services, which route by themselves or have to reach the internet. */
const OF_SERVICES = new Set([
  "azurebastionsubnet",
  "azurefirewallmanagementsubnet",
  "azurefirewallsubnet",
  "gatewaysubnet",
  "routeserversubnet",
]);

/**
 * Length of the widest prefix that may go past the firewall: single services, such as the firewall's own public address. Wider
 * ones, and Azure's service tags, hold addresses that anybody can rent.
 */
const NARROW = 24;

/** Kinds of egress that leave the way out to the subnet's routes, or have none. Source: learn.microsoft.com/azure/aks/egress-outboundtype. */
const ROUTED = ["userdefinedrouting", "none", "block"];

const NOT_KNOWN = "where its traffic goes is not known yet";
const SET_ROUTE = 'a route of 0.0.0.0/0 in its route table to nextHopType "VirtualAppliance"';
const SET_OUTBOUND = 'networkProfile.outboundType to "userDefinedRouting"';
const SERVERLESS_SUBNET = "serverlessComputeSettings.serverlessComputeCustomSubnet";

export const egressThroughFirewall = stackControl({
  name: "egress-through-firewall",
  threats: ["D-3"],
  severity: "high",
  title: "What machines send to the internet goes through a firewall",
  rationale:
    "A NAT gateway or a load balancer's outbound rule carries everything: a pod that was taken over sends data sets and models wherever it likes, and loads what it likes. Only a route to a firewall makes the way out a list of names.",
  remediation:
    "Route 0.0.0.0/0 of the machines' subnets to a firewall and set the cluster's outboundType to userDefinedRouting, and isolationMode of a workspace's managedNetwork to AllowOnlyApprovedOutbound: components/network/firewall.ts, components/compute/cluster.ts, components/ml/workspace.ts.",
  references: {},
  *check(stack) {
    for (const cluster of stack.ofType(AZURE.managedCluster)) yield judgeCluster(cluster);
    for (const workspace of stack.ofType(AZURE.machineLearningWorkspace)) yield judgeWorkspace(workspace);
    const { subnets, maybe, unplaced } = machineSubnets(stack);
    for (const { resource, path } of unplaced) {
      yield resource.undetermined("in which subnet it stands is not known yet", { part: path, set: path });
    }
    for (const resource of stack.ofType(AZURE.subnet, AZURE.virtualNetwork)) {
      const found = subnetsIn(resource);
      for (const subnet of found.state === "known" ? found.value : []) {
        const holdsMachines = subnets.has(keyOf(resource, subnet)) ? true : maybe.has(resource.urn) ? "unknown" : false;
        const isOurs = not(isCalled(subnet, OF_SERVICES));
        yield* judgedWhere(isOurs, NOT_KNOWN, judgeSubnet(stack, resource, subnet, holdsMachines));
      }
    }
  },
});

function judgeCluster(cluster: Resource): Finding {
  const details = { part: "outbound-type", set: SET_OUTBOUND };
  // Left out, Azure takes a load balancer.
  const routed = holds(cluster.text("networkProfile.outboundType"), (type) => ROUTED.includes(type.toLowerCase()));
  if (routed === "unknown") return cluster.undetermined("its way out is not known yet", details);
  return routed ? cluster.pass({ part: "outbound-type" }) : cluster.fail("has a way out past every firewall", details);
}

/**
 * Azure Machine Learning runs jobs and endpoints on machines of its own. They send wherever they like, unless the workspace's
 * managed network says to whom, or they stand in a subnet, which is judged like any other. A project is in its hub's network.
 */
function judgeWorkspace(workspace: Resource): Finding {
  const mode = workspace.text("managedNetwork.isolationMode");
  const isElsewhere = anyOf(
    holds(workspace.read(SERVERLESS_SUBNET), () => true),
    holds(workspace.read("hubResourceId"), () => true),
  );
  return decided(
    workspace,
    anyOf(
      holds(mode, (word) => word.toLowerCase() === "allowonlyapprovedoutbound"),
      allOf(
        isElsewhere,
        holds(mode, (word) => word.toLowerCase() === "disabled", true),
      ),
    ),
    {
      otherwise: "lets its machines send to the whole internet",
      notKnown: NOT_KNOWN,
      part: "managed-network",
      set: 'managedNetwork.isolationMode to "AllowOnlyApprovedOutbound"',
    },
  );
}

function keyOf(resource: Resource, { prefix, name }: Subnet): string {
  return prefix === "" ? resource.urn : `${resource.urn}/subnets/${name?.toLowerCase()}`;
}

/** A property by which machines name their subnet. */
interface Place {
  readonly resource: Resource;
  readonly path: string;
}

interface MachineSubnets {
  /** Subnets that machines stand in. */
  readonly subnets: ReadonlySet<string>;
  /** Networks of which one subnet is meant, and it is not known which. */
  readonly maybe: ReadonlySet<string>;
  /** Machines whose subnet is not known. */
  readonly unplaced: readonly Place[];
}

function machineSubnets(stack: Stack): MachineSubnets {
  const subnets = new Set<string>();
  const maybe = new Set<string>();
  const unplaced: Place[] = [];
  // An id can be of a subnet whose name is not known yet.
  const unnamed = stack.ofType(AZURE.subnet, AZURE.virtualNetwork).some((each) => azureName(each) === undefined);
  for (const place of placesOf(stack)) {
    const reference = stack.referenceOf(place.resource, place.path, [AZURE.subnet, AZURE.virtualNetwork]);
    if (reference.state === "unknown") unplaced.push(place);
    if (reference.state !== "known") continue;
    const { key, target, part } = reference.value;
    if (target?.type === AZURE.virtualNetwork && part === undefined) maybe.add(target.urn);
    else if (target === undefined && unnamed) unplaced.push(place);
    else subnets.add(key);
  }
  return { subnets, maybe, unplaced };
}

function placesOf(stack: Stack): readonly Place[] {
  const OF_POOL = ["vnetSubnetID", "podSubnetID"];
  const CARDS = "virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
  return [
    ...stack.ofType(AZURE.managedCluster).flatMap((cluster) => inList(cluster, "agentPoolProfiles", OF_POOL)),
    ...stack.ofType(AZURE.agentPool).flatMap((pool) => OF_POOL.map((path) => ({ resource: pool, path }))),
    ...stack.ofType(AZURE.networkInterface).flatMap((card) => inList(card, "ipConfigurations", ["subnet.id"])),
    ...stack
      .ofType(AZURE.machineLearningCompute)
      .map((compute) => ({ resource: compute, path: "properties.properties.subnet.id" })),
    ...stack
      .ofType(AZURE.machineLearningWorkspace)
      .map((workspace) => ({ resource: workspace, path: SERVERLESS_SUBNET })),
    ...stack
      .ofType(AZURE.virtualMachineScaleSet)
      .flatMap((machines) =>
        inList(machines, CARDS, ["ipConfigurations"]).flatMap(({ path }) => inList(machines, path, ["subnet.id"])),
      ),
  ];
}

/** The places in each item of a list; the list itself while it is not known. */
function inList(resource: Resource, list: string, paths: readonly string[]): readonly Place[] {
  const items = resource.list(list);
  if (items.state === "unknown") return [{ resource, path: list }];
  const indexes = items.state === "known" ? [...items.value.keys()] : [];
  return indexes.flatMap((index) => paths.map((path) => ({ resource, path: `${list}[${index}].${path}` })));
}

function* judgeSubnet(stack: Stack, resource: Resource, subnet: Subnet, holdsMachines: Truth): Iterable<Finding> {
  const { prefix, part, properties } = subnet;
  const table = stack.referenceOf(resource, `${prefix}routeTable.id`, [AZURE.routeTable]);
  const details = { part, set: `${prefix}routeTable: ${SET_ROUTE}` };
  const delegated = holds(properties.list("delegations"), (list) => list.length > 0);
  const judged = anyOf(holdsMachines, table.state === "absent" ? false : not(delegated));
  if (judged === false) return;
  const undetermined = resource.undetermined(NOT_KNOWN, details);
  if (table.state === "absent" || table.state === "malformed") {
    yield judged === true ? resource.fail("has no route to a firewall", details) : undetermined;
  } else if (table.state === "unknown") yield undetermined;
  // What the routes of another stack's table are, nothing shows.
  else if (table.value.target !== undefined) {
    const { filtered, past } = routesOf(stack, table.value.target);
    if (past === true && judged === true) yield resource.fail("has a route past its firewall", details);
    else if (filtered === false && judged === true)
      yield resource.fail("sends to the internet past a firewall", details);
    else if (filtered === true && past === false) yield resource.pass({ part });
    else yield undetermined;
  }
}

/** Whether everything goes to an appliance or nowhere, and whether something goes past it. */
function routesOf(stack: Stack, table: Resource): { filtered: Truth; past: Truth } {
  const inline = table.list("routes");
  const routes: Properties[] = inline.state === "known" ? [...inline.value] : [];
  let complete = inline.state !== "unknown";
  for (const route of stack.ofType(AZURE.route)) {
    const owner = stack.referenceOf(route, "routeTableName", [AZURE.routeTable]);
    if (owner.state === "unknown") complete = false;
    else if (owner.state === "known" && owner.value.key === table.urn) routes.push(route);
  }
  const rest = complete ? false : "unknown";
  const leads = (route: Properties, ...hops: readonly string[]) =>
    holds(route.text("nextHopType"), (hop) => hops.includes(hop.toLowerCase()));
  const to = (route: Properties, test: (prefix: string) => boolean) =>
    holds(route.text("addressPrefix"), (prefix) => test(prefix.trim().toLowerCase()));
  return {
    filtered: anyOf(
      rest,
      ...routes.map((route) => allOf(to(route, isEverything), leads(route, "virtualappliance", "none"))),
    ),
    past: anyOf(
      rest,
      ...routes.map((route) =>
        allOf(to(route, isBroad), leads(route, "internet", "virtualnetworkgateway"), not(to(route, isPrivate))),
      ),
    ),
  };
}

function isEverything(prefix: string): boolean {
  return /^0\.0\.0\.0\/0+$/.test(prefix);
}

/** Whether the prefix is wide, or a service tag: `AzureCloud` are the addresses of every customer. */
function isBroad(prefix: string): boolean {
  const [, length] = /^[\d.]+\/(\d+)$/.exec(prefix) ?? [];
  return length === undefined ? /^[a-z]/.test(prefix) : Number(length) < NARROW;
}

/** Ranges that no host of the internet has, with the length of each (RFC 1918, RFC 6598): networks on premises. */
const PRIVATE: readonly (readonly [RegExp, number])[] = [
  [/^10\./, 8],
  [/^172\.(1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, 10],
];

function isPrivate(prefix: string): boolean {
  const length = Number(prefix.split("/")[1]);
  return PRIVATE.some(([start, shortest]) => start.test(prefix) && length >= shortest);
}
