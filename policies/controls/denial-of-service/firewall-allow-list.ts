import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { isOpenAddress, isOpenHost } from "../../framework/open-destinations";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Where a firewall of the classic kind has its rules, each list with the kind of its rules. */
const CLASSIC = [
  ["applicationRuleCollections", "application"],
  ["networkRuleCollections", "network"],
  ["natRuleCollections", "nat"],
] as const;
type RuleKind = (typeof CLASSIC)[number][1];

const SET = {
  application: "targetFqdns to the hosts that are needed, each by name or below a name of one owner",
  network: "destinationFqdns or destinationAddresses, destinationPorts and protocols to what the flow needs",
  nat: "sourceAddresses to the ranges that may come in",
} as const;

export const firewallAllowList = resourceControl({
  name: "firewall-allow-list",
  threats: ["D-3"],
  severity: "high",
  title: "The firewall lets out what is listed by name, and refuses what is known to be bad",
  rationale:
    "A firewall denies what no rule allows, so it is as good as its widest rule. One rule for every host, for every address or for names that anybody can rent makes it a NAT gateway that costs more.",
  remediation:
    "List hosts and ports of each flow and leave threat intelligence on: components/network/firewall.ts, components/network/egress-rules.ts.",
  references: {
    psrule: ["Azure.Firewall.Mode", "Azure.Firewall.PolicyMode"],
    checkov: ["CKV_AZURE_216"],
  },
  resources: [AZURE.azureFirewall, AZURE.firewallPolicy, AZURE.firewallRuleCollectionGroup, AZURE.ipGroup],
  *check(firewall) {
    if (firewall.type === AZURE.firewallPolicy) yield judgeThreats(firewall, firewall.text("sku.tier"));
    else if (firewall.type === AZURE.azureFirewall) yield* judgeClassic(firewall);
    else if (firewall.type === AZURE.ipGroup) yield judgeGroup(firewall);
    else yield* judgeCollections(firewall, "ruleCollections");
  },
});

/** A firewall with a policy takes everything from it; without one it has rules of its own. */
function* judgeClassic(firewall: Resource): Iterable<Finding> {
  if (holds(firewall.text("firewallPolicy.id"), (id) => id !== "") !== false) return;
  const lists = CLASSIC.filter(([list]) => firewall.read(list).state !== "absent");
  if (lists.length === 0) {
    yield firewall.fail("has neither policy nor rules", { set: "firewallPolicy.id to a policy with rules" });
    return;
  }
  yield judgeThreats(firewall, firewall.text("sku.tier"));
  for (const [list, kind] of lists) yield* judgeCollections(firewall, list, kind);
}

/** A group stands for its addresses in any rule that names it. */
function judgeGroup(group: Resource): Finding {
  const open = anyText(group.list("ipAddresses"), isOpenAddress);
  const details = { set: "ipAddresses to the addresses of one service or network" };
  if (open === "unknown") return group.undetermined("its addresses are not known yet", details);
  return open ? group.fail("stands for addresses that anybody can have", details) : group.pass();
}

/** The tier Basic can only tell of bad addresses. Source: learn.microsoft.com/azure/firewall/choose-firewall-sku. */
function judgeThreats(firewall: Resource, tier: Reading<string>): Finding {
  const mode = firewall.text("threatIntelMode");
  const denies = holds(mode, (value) => value.toLowerCase() === "deny");
  const tells = holds(mode, (value) => value.toLowerCase() === "alert", true);
  const basic = holds(tier, (value) => value.toLowerCase() === "basic");
  const good = anyOf(denies, allOf(basic, tells));
  const details = { part: "threat-intelligence", set: 'threatIntelMode to "Deny"' };
  if (good === "unknown") return firewall.undetermined("its threat intelligence is not known yet", details);
  return good ? firewall.pass({ part: details.part }) : firewall.fail("lets through what is known to be bad", details);
}

function* judgeCollections(owner: Resource, path: string, kind?: RuleKind): Iterable<Finding> {
  const collections = owner.list(path);
  if (collections.state === "unknown")
    yield owner.undetermined("its rules are not known yet", { part: path, set: path });
  for (const collection of collections.state === "known" ? collections.value : []) {
    const name = labelOf(collection);
    const allows = mayAllow(collection);
    if (allows === false) {
      yield owner.pass({ part: name });
      continue;
    }
    const rules = collection.list("rules");
    if (rules.state === "unknown" || rules.state === "malformed") {
      yield owner.undetermined("its rules are not known yet", { part: name, set: `${collection.path}.rules` });
    }
    for (const rule of rules.state === "known" ? rules.value : []) {
      yield judgeRule(owner, rule, `${name}/${labelOf(rule)}`, kind ?? kindOf(rule, collection), allows);
    }
  }
}

/** Only a collection that is known to deny opens nothing; a translation has no choice. */
function mayAllow(collection: Properties): Truth {
  const action = collection.text("action.type");
  return action.state === "unknown" ? "unknown" : !holds(action, (type) => type.toLowerCase() === "deny");
}

function judgeRule(
  owner: Resource,
  rule: Properties,
  part: string,
  kind: RuleKind | undefined,
  allows: Truth,
): Finding {
  const problems = kind === undefined ? problemsOfSome(rule) : problemsOf(rule, kind);
  const [, wrong] = problems.find(([truth]) => allOf(allows, truth) === true) ?? [];
  const set = `${rule.path}: ${SET[kind ?? "network"]}`;
  if (wrong !== undefined) return owner.fail(wrong, { part, set });
  const waits = problems.some(([truth]) => allOf(allows, truth) === "unknown");
  return waits ? owner.undetermined("what it lets through is not known yet", { part, set }) : owner.pass({ part });
}

const KINDS: ReadonlyMap<string, RuleKind> = new Map([
  ["applicationrule", "application"],
  ["networkrule", "network"],
  ["natrule", "nat"],
]);

/** The kind that a rule says it is of, or that its collection can only hold. */
function kindOf(rule: Properties, collection: Properties): RuleKind | undefined {
  const translates = holds(collection.text("ruleCollectionType"), (type) => /nat/i.test(type));
  if (translates === true) return "nat";
  const type = rule.text("ruleType");
  return type.state === "known" ? KINDS.get(type.value.toLowerCase()) : undefined;
}

/** Of a rule that does not say of which kind it is: what is wrong whichever it is; one that is not known yet may be of any. */
function problemsOfSome(rule: Properties): readonly Problem[] {
  const filters = [...problemsOf(rule, "application"), ...problemsOf(rule, "network")];
  if (rule.read("ruleType").state !== "unknown") return filters;
  return [...filters, ...problemsOf(rule, "nat")].map(([truth, wrong]) => [allOf(truth, "unknown"), wrong]);
}

type Problem = readonly [wrong: Truth, statement: string];

/** What may be wrong with a rule that allows, each with whether it is. */
function problemsOf(rule: Properties, kind: RuleKind): readonly Problem[] {
  const some = (path: string, test: (text: string) => boolean) => anyText(rule.list(path), test);
  switch (kind) {
    case "application":
      return [
        [some("targetFqdns", isOpenHost), "lets out to hosts that anybody can have"],
        [
          some("targetUrls", (url) => isOpenHost(url.replace(/^https?:\/\//, "").split("/")[0] ?? "")),
          "lets out to hosts that anybody can have",
        ],
        [
          holds(rule.list("webCategories"), (list) => list.length > 0),
          "lets out to a category of sites that somebody else fills",
        ],
      ];
    case "network":
      return [
        [some("destinationAddresses", isOpenAddress), "lets out to addresses that anybody can have"],
        [some("destinationFqdns", isOpenHost), "lets out to hosts that anybody can have"],
        [anyOf(some("ipProtocols", isAny), some("protocols", isAny)), "lets out every protocol"],
      ];
    case "nat":
      return [
        [
          anyOf(
            some("sourceAddresses", isOpenAddress),
            allOf(isEmpty(rule.list("sourceAddresses")), isEmpty(rule.list("sourceIpGroups"))),
          ),
          "lets the internet in to a machine",
        ],
      ];
  }
}

function anyText(list: Reading<readonly Properties[]>, test: (text: string) => boolean): Truth {
  if (list.state === "unknown") return "unknown";
  if (list.state !== "known") return false;
  return anyOf(...list.value.map((item) => holds(item.text(), (text) => test(text.trim().toLowerCase()))));
}

function isEmpty(list: Reading<readonly Properties[]>): Truth {
  return holds(list, (items) => items.length === 0, true);
}

function isAny(protocol: string): boolean {
  return protocol === "any" || protocol === "*";
}

function labelOf(item: Properties): string {
  const name = item.text("name");
  return name.state === "known" ? name.value : item.path;
}
