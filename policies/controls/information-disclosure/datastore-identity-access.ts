import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import { settingTo } from "../../framework/remedy";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";

/** Ways in of a connection that are a key of the storage itself. */
const KEYS = oneOf("AccountKey", "AccessKey", "SAS");

const BY_IDENTITY = equalTo("Identity");

export const datastoreIdentityAccess = resourceControl({
  name: "datastore-identity-access",
  threats: ["I-1"],
  severity: "medium",
  title: "Machine learning reaches storage by identity, never by a stored key",
  rationale:
    "A datastore with a key hands it to every job and to everyone who may list the workspace's secrets, and the storage's log names none of them. The workspace makes its own datastores with the account's key unless it is told otherwise.",
  remediation:
    'Set systemDatastoresAuthMode of the workspace to "Identity" and credentials.credentialsType of each datastore to "None": components/ml/workspace.ts.',
  references: {},
  resources: [AZURE.machineLearningWorkspace, AZURE.machineLearningDatastore, AZURE.machineLearningConnection],
  remediates:
    "sets systemDatastoresAuthMode of the workspace; leaves datastores and connections, whose identities need a role of the storage first",
  *check(resource) {
    if (resource.type === AZURE.machineLearningDatastore) {
      yield resource.expect("properties.credentials.credentialsType", equalTo("None"), {
        otherwise: "keeps a credential for its storage",
      });
    } else if (resource.type === AZURE.machineLearningConnection) {
      const kind = resource.read("properties.authType");
      if (kind.state === "unknown") yield resource.undetermined("how it signs in is not known yet");
      else if (kind.state === "known" && KEYS.holds(kind.value)) {
        yield resource.fail("keeps a key of its storage", { set: 'properties.authType to "AAD"' });
      }
    } else {
      // A project has the datastores of its hub.
      const isProject = allOf(
        holds(resource.read("kind"), equalTo("Project").holds),
        holds(resource.text("hubResourceId"), (hub) => hub !== ""),
      );
      if (isProject === true) return;
      const byIdentity = holds(resource.read("systemDatastoresAuthMode"), BY_IDENTITY.holds);
      yield decided(resource, anyOf(byIdentity, isProject), {
        otherwise: "reaches its own storage by the account's key",
        notKnown: "how it reaches its own storage is not known yet",
        set: settingTo("systemDatastoresAuthMode", BY_IDENTITY),
      });
    }
  },
});
