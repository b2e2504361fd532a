import { equalTo } from "./expectation";
import type { Properties, Reading } from "./reading";
import type { Resource } from "./resource";
import { anyOf, holds } from "./truth";
import type { Truth } from "./truth";

const MAPS = ["configurationSettings", "configurationProtectedSettings"];

/** Whether this is the extension that lets Azure Machine Learning run on a Kubernetes cluster. */
export function isMachineLearningExtension(extension: Resource): Truth {
  return holds(extension.read("extensionType"), equalTo("Microsoft.AzureML.Kubernetes").holds);
}

/** Whether the extension serves models: without `enableInference` it installs no router. */
export function servesModels(extension: Resource): Truth {
  return anyOf(isSet(extension, "enableInference", (value) => holds(value.flag(), (enabled) => enabled)));
}

/**
 * Whether one of the settings of that name holds. Names compare without case, and a setting counts wherever it is given:
 * among the protected settings it does the same.
 */
export function isSet(extension: Resource, name: string, test: (value: Properties) => Truth): Truth {
  const settings = MAPS.map((map) => extension.entries(map));
  return anyOf(...settings.map((entries) => isSetIn(entries, name, test)));
}

/** The settings of that name that are known to be given, in whatever case and wherever. */
export function settingsNamed(extension: Resource, name: string): readonly Properties[] {
  return MAPS.flatMap((map) => extension.knownEntries(map))
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

function isSetIn(
  entries: Reading<readonly (readonly [string, Properties])[]>,
  name: string,
  test: (value: Properties) => Truth,
): Truth {
  if (entries.state === "unknown") return "unknown";
  const values = entries.state === "known" ? entries.value : [];
  return anyOf(...values.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => test(value)));
}
