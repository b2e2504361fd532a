import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const SET_DENY =
  'a security rule of priority 4096 with direction "Inbound", access "Deny" and "*" for protocol, addresses and ports';

export const nsgExplicitRules = stackControl({
  name: "nsg-explicit-rules",
  threats: ["D-2"],
  severity: "medium",
  title: "Every network security group says itself what it lets in, and denies the rest",
  rationale:
    "Without rules of its own a group leaves Azure's default in force, which lets the whole virtual network, and everything peered with it, in on every port. A rule that admits the internet, or repeats that default, undoes the group just as well.",
  remediation:
    "Name the source and the ports of each flow, and end in a deny of all inbound traffic: components/network/security-rules.ts.",
  references: {
    psrule: ["Azure.NSG.AnyInboundSource"],
    checkov: ["CKV_AZURE_9", "CKV_AZURE_10", "CKV_AZURE_77", "CKV_AZURE_160"],
  },
  *check(stack) {
    const separate = stack.ofType(AZURE.securityRule).map((rule) => ({
      rule,
      group: stack.referenceOf(rule, "networkSecurityGroupName", [AZURE.networkSecurityGroup]),
    }));
    for (const { rule } of separate) yield* judgeRule(rule, rule);

    for (const group of stack.ofType(AZURE.networkSecurityGroup)) {
      const inline = group.list("securityRules");
      const written = inline.state === "known" ? inline.value : [];
      for (const rule of written) yield* judgeRule(rule, group, nameOf(rule));

      const rules: Properties[] = [...written];
      let complete = inline.state !== "unknown";
      for (const { rule, group: owner } of separate) {
        if (owner.state === "unknown") complete = false;
        else if (owner.state === "known" && owner.value.key === group.urn) rules.push(rule);
      }
      const denies = anyOf(complete ? false : "unknown", ...rules.map(deniesAllInbound));
      if (denies === true) yield group.pass();
      else if (denies === "unknown") yield group.undetermined("its rules are not known yet", { set: SET_DENY });
      else if (rules.length === 0) yield group.fail("has no rule of its own", { set: SET_DENY });
      else yield group.fail("does not deny the inbound traffic that no rule allows", { set: SET_DENY });
    }
  },
});

/** What is wrong with a single rule, if it can let traffic in at all. */
function* judgeRule(rule: Properties, owner: Resource, part?: string): Iterable<Finding> {
  const allowsInbound = allOf(is(rule, "direction", "inbound"), is(rule, "access", "allow"));
  if (allowsInbound === false) return;
  const prefix = part === undefined ? "" : `${rule.path}.`;
  const source = readAll(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
  const set = `${prefix}sourceAddressPrefixes to the ranges that the flow comes from`;

  const fromAnywhere = anyOf(allOf(source.length === 0, namesNoGroup(rule)), anyHolds(source, isAnywhere));
  const openToAnyone = allOf(allowsInbound, fromAnywhere);
  const repeatsDefault = allOf(
    allowsInbound,
    anyHolds(source, (text) => text === "virtualnetwork"),
    anyHolds(readAll(rule, "destinationPortRange", "destinationPortRanges"), isEveryPort),
  );
  if (openToAnyone === true) yield owner.fail("lets the internet in", { part, set });
  else if (repeatsDefault === true) {
    yield owner.fail("lets the whole virtual network in on every port", { part, set });
  } else if (openToAnyone === "unknown" || repeatsDefault === "unknown") {
    yield owner.undetermined("whom it lets in is not known yet", { part, set });
  } else yield owner.pass({ part });
}

/** Whether the rule, standing last, leaves nothing of the inbound traffic to Azure's default rules. */
function deniesAllInbound(rule: Properties): Truth {
  return allOf(
    is(rule, "direction", "inbound"),
    is(rule, "access", "deny"),
    is(rule, "protocol", "*"),
    anyHolds(readAll(rule, "sourceAddressPrefix", "sourceAddressPrefixes"), isWholeNetwork),
    anyHolds(readAll(rule, "destinationAddressPrefix", "destinationAddressPrefixes"), isWholeNetwork),
    anyHolds(readAll(rule, "sourcePortRange", "sourcePortRanges"), isEveryPort),
    anyHolds(readAll(rule, "destinationPortRange", "destinationPortRanges"), isEveryPort),
  );
}

/**
 * Azure's default rules let in the virtual network and the load balancer's probes and deny the rest, so a deny of the
 * virtual network is enough.
 */
function isWholeNetwork(prefix: string): boolean {
  return ["*", "any", "0.0.0.0/0", "virtualnetwork"].includes(prefix);
}

/**
 * Whether a source takes in public addresses that nobody chose. `AzureCloud` are the addresses of every Azure customer. A range
 * is too wide where no private range is as wide: the widest are 10.0.0.0/8 and fc00::/7, so 0.0.0.0/1 with 128.0.0.0/1 is
 * no way around.
 */
function isAnywhere(prefix: string): boolean {
  if (["*", "any", "internet", "0.0.0.0", "::"].includes(prefix) || /^azurecloud(\.|$)/.test(prefix)) return true;
  const [, address, length] = /^([\da-f.:]+)\/(\d+)$/.exec(prefix) ?? [];
  return address !== undefined && Number(length) < (address.includes(":") ? 7 : 8);
}

/** Port 0 is never used, so a range may begin at 1. */
function isEveryPort(range: string): boolean {
  return range === "*" || range === "any" || /^[01]-65535$/.test(range);
}

/** All that the singular and the plural spelling of a property give, in lower case. */
function readAll(rule: Properties, singular: string, plural: string): readonly Reading<string>[] {
  const list = rule.list(plural);
  const several = list.state === "known" ? list.value.map((item) => item.text()) : [list as Reading<string>];
  return [rule.text(singular), ...several].filter(({ state }) => state !== "absent").map(lowerCase);
}

function lowerCase(reading: Reading<string>): Reading<string> {
  return reading.state === "known" ? { ...reading, value: reading.value.trim().toLowerCase() } : reading;
}

function anyHolds(readings: readonly Reading<string>[], test: (text: string) => boolean): Truth {
  return anyOf(...readings.map((reading) => holds(reading, test)));
}

function namesNoGroup(rule: Properties): Truth {
  return holds(rule.list("sourceApplicationSecurityGroups"), (groups) => groups.length === 0, true);
}

function is(rule: Properties, property: string, wanted: string): Truth {
  return holds(rule.text(property), (text) => text.toLowerCase() === wanted);
}

function nameOf(rule: Properties): string {
  const name = rule.text("name");
  return name.state === "known" ? name.value : rule.path;
}
