import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import {
  backendOf,
  commandLineMentions,
  DEV_METHOD,
  isEmpty,
  mentions,
  osmoPart,
  NOT_MADE,
} from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { knownContainersOf, knownEnvOf, POD_OWNERS, podTemplateOf } from "../../framework/kubernetes/pod-templates";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Arguments by which a backend signs in with a password, or with a token that stands in the argument. */
const OTHER_LOGIN = /--(login_method[\s=]+["']?password|password(_file)?[\s=]|token[\s=]+["']?[\w-])/;
const TOKEN_LOGIN = /--login_method[\s=]+["']?token\b/;
/** An address without TLS, in the values and as an argument. */
const PLAIN_ADDRESS = /^\s*(http|ws):/i;
const PLAIN_HOST = /--host[\s=]+["']?(http|ws):/i;
/** Variables that win over the arguments. */
const LOGIN_VARIABLE = /^OSMO_LOGIN_(PASSWORD|TOKEN)$/;

const DEV = {
  otherwise: "signs in by development mode, as whoever it says it is",
  notKnown: "its arguments are not known yet",
};
const OTHER = {
  otherwise: "signs in by a password, or by a token in plain sight",
  notKnown: "how it is told to sign in is not known yet",
};
const PLAIN = {
  otherwise: "sends its token in plain text",
  notKnown: "how it reaches OSMO is not known yet",
};

export const osmoTokenLogin = resourceControl({
  name: "osmo-token-login",
  threats: ["S-1"],
  severity: "high",
  title: "OSMO's backend signs in by a token of its own",
  rationale:
    "The control plane hands every workflow to whoever says to be its backend. In development mode a name is enough; a password is a user's, never ends, and opens all that the user may do. A token is the backend's alone, has a role, and ends; sent in plain text, it is theirs who listen.",
  remediation:
    "Set global.loginMethod to token, name the Secret with the token, give global.serviceUrl as https, and pass no --method dev: components/osmo/backend-operator-values.ts.",
  resources: [KUBERNETES.helmRelease, ...POD_OWNERS],
  *check(resource) {
    const release = backendOf(resource);
    if (release) yield* judgedWhere(release.isMade, NOT_MADE, findingsOfRelease(resource, release));
    else yield* findingsOfPods(resource);
  },
});

function* findingsOfRelease(release: Resource, { chart, values }: OsmoRelease): Iterable<Finding> {
  if (chart === "backend-operator") {
    yield decided(
      release,
      holds(values.text("global.loginMethod"), (method) => method === "token"),
      {
        otherwise: "signs in by a password, or not at all",
        notKnown: "how it signs in is not known yet",
        part: "login",
        set: 'values.global.loginMethod to "token"',
      },
    );
    yield decided(
      release,
      holds(values.text("global.serviceUrl"), (address) => !PLAIN_ADDRESS.test(address), true),
      { ...PLAIN, part: "address", set: "values.global.serviceUrl to an address with https" },
    );
    // The chart has a name for it where none is given.
    const isDefault = values.read("global.accountTokenSecret").state === "absent";
    yield decided(release, isDefault || not(isEmpty(values, "global.accountTokenSecret")), {
      otherwise: "names no Secret with its token",
      notKnown: "where its token is is not known yet",
      part: "token",
      set: "values.global.accountTokenSecret to the name of the Secret",
    });
  } else {
    yield decided(release, not(isEmpty(values, "compute.authentication.existingSecret")), {
      otherwise: "names no Secret with its token",
      notKnown: "where its token is is not known yet",
      part: "token",
      set: "values.compute.authentication.existingSecret to the name of the Secret",
    });
  }
  for (const name of ["backendListener", "backendWorker"]) {
    const part = values.at(`services.${name}`);
    const args = part.list("extraArgs");
    const set = `values.services.${name}.extraArgs without --method and --login_method`;
    yield decided(release, not(mentions(args, DEV_METHOD)), { ...DEV, part: `${name}/method`, set });
    const hasVariable = anyOf(...["extraEnv", "extraEnvs", "env"].map((list) => namesLogin(part.at(list))));
    yield decided(release, not(anyOf(mentions(args, OTHER_LOGIN), hasVariable)), {
      ...OTHER,
      part: `${name}/login`,
      set,
    });
    yield decided(release, not(mentions(args, PLAIN_HOST)), {
      ...PLAIN,
      part: `${name}/address`,
      set: `values.services.${name}.extraArgs without --host`,
    });
  }
}

function namesLogin(variables: Properties): Truth {
  const list = variables.list();
  if (list.state !== "known") return list.state === "unknown" ? "unknown" : false;
  return anyOf(...list.value.map((variable) => holds(variable.text("name"), (name) => LOGIN_VARIABLE.test(name))));
}

/** The backend where somebody renders the chart. */
function* findingsOfPods(owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state !== "known") return;
  for (const container of knownContainersOf(template.value)) {
    const { properties, part, path } = container;
    if (osmoPart(properties) !== "backend") continue;
    const set = `${path}.args to --login_method token and --token_file, without --method`;
    yield decided(owner, not(commandLineMentions(properties, DEV_METHOD)), { ...DEV, part: `${part}/method`, set });
    const hasVariable = knownEnvOf(container).some(
      ({ name }) => name.state === "known" && LOGIN_VARIABLE.test(name.value),
    );
    const byToken = allOf(
      commandLineMentions(properties, TOKEN_LOGIN),
      not(anyOf(hasVariable, commandLineMentions(properties, OTHER_LOGIN))),
    );
    yield decided(owner, byToken, { ...OTHER, part: `${part}/login`, set });
    yield decided(owner, not(commandLineMentions(properties, PLAIN_HOST)), {
      ...PLAIN,
      part: `${part}/address`,
      set: `${path}.args to a --host with https`,
    });
  }
}
