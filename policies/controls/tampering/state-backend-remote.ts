import { stackControl } from "../../framework/control";
import { equalTo, ofScheme } from "../../framework/expectation";
import { EVIDENCE } from "../../framework/resource-types";

/**
 * Backends away from the workstation: object stores, and Pulumi Cloud or a service like it.
 * Source: pulumi.com/docs/iac/concepts/state-and-backends.
 */
const REMOTE = ofScheme("azblob", "s3", "gs", "https");

export const stateBackendRemote = stackControl({
  name: "state-backend-remote",
  threats: ["T-2", "I-2"],
  severity: "critical",
  title: "The stack's state is kept in a remote backend that locks it",
  rationale:
    "The state names every resource and carries every secret of the platform. On a workstation whoever gets at the machine can read and change it, a lost disk loses it, and nothing keeps two updates from writing over each other. Where the state is no resource shows, so a stack without evidence of it fails: nothing tells that it is anywhere else than on the workstation.",
  remediation:
    "Log in to an azblob:// backend and declare it with the StateBackend component: components/operations/state-backend.ts.",
  references: {},
  *check(stack) {
    const backends = stack.ofType(EVIDENCE.stateBackend);
    if (backends.length === 0 && !stack.isEmpty) {
      yield stack.fail("nothing shows where its state is kept", {
        set: `a component of type ${EVIDENCE.stateBackend} with backend, secretsProvider and locking`,
      });
    }
    for (const backend of backends) {
      yield backend.expect("backend", REMOTE, { otherwise: "keeps the state where it runs, or in the open" });
      yield backend.expect("locking", equalTo(true), { otherwise: "does not lock the state", part: "locking" });
    }
  },
});
