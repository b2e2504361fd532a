import { join } from "node:path";
import type { GoProgram } from "../../offline/cli/go-program";

/**
 * The helm that renders charts: an installed one of version 3, as the kubernetes provider installs releases with, from 3.8
 * (the first to know registries without a switch) on; or a build. Helm 4 renders some charts otherwise and does not serve.
 */
export const HELM: GoProgram = {
  tool: {
    title: "Helm CLI",
    module: join(__dirname, "../../tools/helm"),
    package: "helm.sh/helm/v3/cmd/helm",
    versionedBy: "helm.sh/helm/v3",
    binary: "helm",
    ldflags: (version) => `-X helm.sh/helm/v3/internal/version.version=${version}`,
    duration: "about a minute on two cores",
  },
  variable: "HELM",
  version: { args: ["version", "--template", "{{.Version}}"], oldest: "3.11.1" },
};
