import { resourceControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import { isMachineLearningExtension, isSet, servesModels } from "../../framework/machine-learning-extension";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const inferenceEndpointPrivate = resourceControl({
  name: "inference-endpoint-private",
  threats: ["T-3"],
  severity: "medium",
  title: "Models answer inside the network only, and to identities only",
  rationale:
    "The model's rating of this threat rests on the private network: an endpoint that answers on the internet takes that away. A key of an endpoint is one secret for all of its callers; it names none of them in the logs and does not expire.",
  remediation:
    'Set publicNetworkAccess of the endpoint to "Disabled" and authMode to "AADToken": components/ml/online-endpoint.ts. Give the extension\'s router an internal load balancer: components/ml/extension-settings.ts.',
  references: {},
  resources: [AZURE.machineLearningOnlineEndpoint, AZURE.clusterExtension],
  remediates:
    "sets publicNetworkAccess of an endpoint; leaves authMode, which Azure fixes when it makes the endpoint and its callers have to follow, and the router, whose load balancer depends on whose cluster it is",
  *check(service) {
    if (service.type === AZURE.machineLearningOnlineEndpoint) {
      yield service.expect("properties.publicNetworkAccess", equalTo("Disabled"), {
        otherwise: "answers on the public internet",
        part: "network",
        mechanical: true,
      });
      yield service.expect("properties.authMode", equalTo("AADToken"), {
        otherwise: "takes keys or tokens that are not Entra ID's",
        part: "authentication",
      });
      return;
    }
    const serves = allOf(isMachineLearningExtension(service), servesModels(service));
    if (serves === false) return;
    yield decided(service, anyOf(isInside(service), not(serves)), {
      otherwise: "serves models at a public load balancer",
      notKnown: "where it serves models is not known yet",
      part: "router",
      set: 'configurationSettings.internalLoadBalancerProvider to "azure"',
    });
  },
});

/** A service of the cluster alone, a port of its nodes, or a load balancer of the network. */
function isInside(extension: Resource): Truth {
  const is = (name: string, ...wanted: readonly string[]): Truth =>
    isSet(extension, name, (value) => holds(value.read(), oneOf(...wanted).holds));
  return anyOf(is("inferenceRouterServiceType", "ClusterIP", "NodePort"), is("internalLoadBalancerProvider", "azure"));
}
