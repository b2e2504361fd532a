import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Properties } from "../../framework/reading";
import { settingTo, together } from "../../framework/remedy";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const ADD_ON = "azureKeyvaultSecretsProvider";
const ROTATION = "enableSecretRotation";

export const secretRotationEnabled = resourceControl({
  name: "secret-rotation-enabled",
  threats: ["E-2"],
  inherits: ["SI-5"],
  severity: "medium",
  title: "New secrets reach the cluster by themselves, and keys are replaced by themselves",
  rationale:
    "A credential that is replaced in the vault keeps working in the cluster until somebody restarts what holds it, unless the add-on fetches it again; the old one then cannot be withdrawn. A key that is only replaced by hand is not replaced. Both are left to the deployer, and both are off unless set.",
  remediation:
    'Set addonProfiles.azureKeyvaultSecretsProvider to enabled with config.enableSecretRotation "true": components/compute/cluster.ts. Give keys a rotationPolicy that rotates: components/vault/key-vault.ts.',
  references: {
    psrule: ["Azure.AKS.SecretStore", "Azure.AKS.SecretStoreRotation", "Azure.KeyVault.AutoRotationPolicy"],
    checkov: ["CKV_AZURE_172"],
  },
  resources: [AZURE.managedCluster, AZURE.keyVaultKey],
  remediates:
    "turns the cluster's add-on and its rotation on; leaves the rotation of keys, whose time somebody has to choose",
  *check(resource) {
    yield resource.type === AZURE.keyVaultKey ? rotates(resource) : fetchesAgain(resource);
  },
});

/** Azure reads names of add-ons, and of their settings, without case. */
function fetchesAgain(cluster: Resource): Finding {
  const rotation = anyOfNamed(cluster.at("addonProfiles"), ADD_ON, (addOn) =>
    allOf(
      holds(addOn.flag("enabled"), (enabled) => enabled),
      anyOfNamed(addOn.at("config"), ROTATION, (value) => holds(value.flag(), (enabled) => enabled)),
    ),
  );
  const addOnPath = placeOf(cluster, "addonProfiles", ADD_ON);
  const rotationSetting = placeOf(cluster, `${addOnPath}.config`, ROTATION);
  return decided(cluster, rotation, {
    otherwise: "keeps secrets that the vault has replaced",
    notKnown: "whether it fetches replaced secrets is not known yet",
    set: together(settingTo(`${addOnPath}.enabled`, equalTo(true)), settingTo(rotationSetting, equalTo("true"))),
  });
}

/** The path of the entry of that name in `map`, in the spelling that is there. */
function placeOf(cluster: Resource, map: string, name: string): string {
  const given = cluster.knownEntries(map).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return `${map}.${given?.[0] ?? name}`;
}

function anyOfNamed(map: Properties, name: string, test: (value: Properties) => Truth): Truth {
  const entries = map.entries();
  if (entries.state === "unknown") return "unknown";
  const named = (entries.state === "known" ? entries.value : []).filter(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  return anyOf(...named.map(([, value]) => test(value)));
}

/** A policy that only notifies replaces nothing, and one without a time never comes to it. */
function rotates(key: Resource): Finding {
  const path = "properties.rotationPolicy.lifetimeActions";
  const actions = key.list(path);
  const rotation: Truth =
    actions.state === "unknown"
      ? "unknown"
      : anyOf(
          ...(actions.state === "known" ? actions.value : []).map((action) =>
            allOf(
              holds(action.read("action.type"), equalTo("rotate").holds),
              anyOf(isTime(action.at("trigger.timeAfterCreate")), isTime(action.at("trigger.timeBeforeExpiry"))),
            ),
          ),
        );
  return decided(key, rotation, {
    otherwise: "is never replaced",
    notKnown: "whether it is replaced is not known yet",
    set: `${path} to an action of type "rotate" with a trigger`,
  });
}

function isTime(duration: Properties): Truth {
  return holds(duration.text(), (text) => /^P\d/i.test(text));
}
