import { exemptionPolicy } from "./exemptions";
import { mendCredentialRedaction } from "./mend-credential-redaction";
import { mendFileModes } from "./mend-file-modes";
import { mendPrivateTmp } from "./mend-private-tmp";
import { mendPrivilegeEscalation } from "./mend-privilege-escalation";
import { mendReadOnlyRoot } from "./mend-read-only-root";
import { mendSeccomp } from "./mend-seccomp";
import { mendingPolicy } from "./mending-rules";
import type { MendingRule } from "./mending-rules";
import { osmoSeccomp } from "./osmo-seccomp";
import type { AdmissionPolicy } from "./policy";
import { refuseDebugLogging } from "./refuse-debug-logging";
import { refuseForeignImages } from "./refuse-foreign-images";
import { refuseHostAccess } from "./refuse-host-access";
import { refusePlainCredentials } from "./refuse-plain-credentials";
import { refuseRedactionBypass } from "./refuse-redaction-bypass";
import { refuseStorageKeys } from "./refuse-storage-keys";
import { refuseUnpinnedImages } from "./refuse-unpinned-images";
import { refusingPolicy } from "./refusing-rules";
import type { RefusingRule } from "./refusing-rules";

/** What rules depend on. */
export interface RuleChoices {
  /** Registries that images may come from: hosts, or hosts with the first part of a path. At least one. */
  readonly approvedRegistries: readonly string[];
  /** Images whose root file system becomes read-only: repositories without tag and digest. Default none. */
  readonly readOnlyImages?: readonly string[];
  /** Most that a pod keeps in /tmp, which is memory of its containers. Default `1Gi`. */
  readonly tmpSize?: string;
  /**
   * Registries of what services of the platform put beside users' containers, with a path: approved, and by tag too, for
   * their services know no digests. Default none.
   */
  readonly sidecarRegistries?: readonly string[];
  /** Whether OSMO is there, whose own pods lack a seccomp profile. Default: they are left alone. */
  readonly osmo?: boolean;
}

/** What pods of users are given. */
export function mendingRules({ readOnlyImages = [], tmpSize = "1Gi" }: RuleChoices): readonly MendingRule[] {
  return [
    mendSeccomp,
    mendPrivilegeEscalation,
    mendReadOnlyRoot(readOnlyImages),
    mendPrivateTmp(tmpSize),
    mendFileModes,
    mendCredentialRedaction,
  ];
}

/** What pods of users are refused for. */
export function refusingRules({ approvedRegistries, sidecarRegistries = [] }: RuleChoices): readonly RefusingRule[] {
  return [
    refuseDebugLogging,
    refusePlainCredentials,
    refuseStorageKeys,
    refuseRedactionBypass,
    refuseForeignImages([...approvedRegistries, ...sidecarRegistries]),
    refuseUnpinnedImages(sidecarRegistries),
    refuseHostAccess,
  ];
}

/** Every policy, those that mend first, as the API server runs them. */
export function admissionPolicies(choices: RuleChoices): readonly AdmissionPolicy[] {
  const mending = mendingRules(choices);
  const refusing = refusingRules(choices);
  return [
    mendingPolicy(
      {
        name: "mend-workloads",
        title: "Pods that users start are given what they lack",
        why: "Users need not know each setting that keeps credentials and files private.",
      },
      mending,
    ),
    refusingPolicy(
      {
        name: "refuse-workloads",
        title: "Pods that users start leak no credentials, run known images and stay off their nodes",
        why: "They pass through no deployment that could be reviewed.",
      },
      refusing,
    ),
    exemptionPolicy([...mending, ...refusing].map(({ name }) => name)),
    ...(choices.osmo ? [osmoSeccomp] : []),
  ];
}
