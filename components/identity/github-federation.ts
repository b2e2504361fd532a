import type { Federation } from "./workload-identity";

const ISSUER = "https://token.actions.githubusercontent.com";

/**
 * Whose workflow runs stand for an identity: those of one environment of one repository, which its protection rules guard.
 * A branch or a pull request would let in whoever can push (E-4). Source: docs.github.com, "OpenID Connect reference".
 *
 * @param repository as in `owner/name`
 */
export function githubFederation(repository: string, environment: string): Federation {
  return { issuer: ISSUER, subject: `repo:${repository}:environment:${environment}` };
}
