import { resourceControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import {
  isMachineLearningExtension,
  isSet,
  servesModels,
  settingsNamed,
} from "../../framework/machine-learning-extension";
import type { Properties } from "../../framework/reading";
import { settingTo, together } from "../../framework/remedy";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const INSECURE = "allowInsecureConnections";

export const inferenceTlsRequired = resourceControl({
  name: "inference-tls-required",
  threats: ["T-3"],
  severity: "medium",
  title: "Models are served over TLS only",
  rationale:
    "A robot acts on what the model answers. Over plain HTTP whoever stands in between, such as another pod or a machine in the network, reads the images that it asks about and changes the answer; a private network hides the connection from the internet and from nobody inside.",
  remediation:
    'Set allowInsecureConnections of the extension to "false" and give it a certificate: components/ml/extension-settings.ts. Set ingress.allowInsecure of a container app to false.',
  references: {},
  resources: [AZURE.clusterExtension, AZURE.containerApp, AZURE.machineLearningCompute],
  remediates:
    "sets allowInsecureConnections of the extension and allowInsecure of a container app; leaves certificates, which somebody has to have issued",
  *check(service) {
    if (service.type === AZURE.containerApp) yield* containerApp(service);
    else if (service.type === AZURE.machineLearningCompute) yield* attachedCluster(service);
    else yield* extension(service);
  },
});

/** Without `enableInference`, and as any other extension, it serves nothing. */
function* extension(service: Resource): Iterable<Finding> {
  const serves = allOf(isMachineLearningExtension(service), servesModels(service));
  if (serves === false) return;
  const required = (condition: Truth): Truth => anyOf(condition, not(serves));
  yield decided(service, required(not(isSet(service, INSECURE, permits))), {
    otherwise: "serves models over plain HTTP",
    notKnown: "whether it serves models over plain HTTP is not known yet",
    part: INSECURE,
    set: together(...settingsNamed(service, INSECURE).map(({ path }) => settingTo(path, equalTo("false")))),
  });
  yield decided(service, required(hasCertificate(service)), {
    otherwise: "has no certificate to serve models with",
    notKnown: "its certificate is not known yet",
    part: "certificate",
    set: "configurationSettings.sslCname and sslSecret to the certificate's name and the Secret that holds it",
  });
}

/** Anything but a plain no: the extension's chart decides what else it takes for yes. */
function permits(value: Properties): Truth {
  return holds(value.read(), (given) => !isNo(given));
}

function isNo(value: unknown): boolean {
  return equalTo(false).holds(typeof value === "string" ? value.trim() : value);
}

/** A name, and a Secret of the cluster or the certificate and its key themselves. */
function hasCertificate(service: Resource): Truth {
  const given = (...names: readonly string[]): Truth =>
    anyOf(...names.map((name) => isSet(service, name, (value) => holds(value.text(), (text) => text.trim() !== ""))));
  return allOf(
    given("sslCname", "scoringFe.sslCname"),
    anyOf(given("sslSecret", "scoringFe.sslSecret"), allOf(given("scoringFe.sslCert"), given("scoringFe.sslKey"))),
  );
}

/** An app without ingress answers nobody. Azure redirects plain HTTP to TLS unless told not to. */
function* containerApp(app: Resource): Iterable<Finding> {
  const ingress = app.read("configuration.ingress");
  if (ingress.state === "absent") return;
  yield app.expect("configuration.ingress.allowInsecure", equalTo(false), {
    otherwise: "answers over plain HTTP",
    absent: "holds",
    mechanical: true,
  });
}

/** A cluster attached the old way, by the workspace itself; TLS is off unless it is turned on. */
function* attachedCluster(compute: Resource): Iterable<Finding> {
  const isAks = holds(compute.read("properties.computeType"), equalTo("AKS").holds);
  if (isAks === false) return;
  const path = "properties.properties.sslConfiguration.status";
  yield decided(compute, anyOf(holds(compute.read(path), oneOf("Enabled", "Auto").holds), not(isAks)), {
    otherwise: "serves models over plain HTTP",
    notKnown: "whether it serves models over TLS is not known yet",
    set: `${path} to "Enabled"`,
  });
}
