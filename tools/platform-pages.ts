import { accessPage } from "./pages/access-page";
import { clusterNetworkPage } from "./pages/cluster-network-page";
import { configurationPage } from "./pages/configuration-page";
import { imagesPage } from "./pages/images-page";
import { networkPage } from "./pages/network-page";
import { yardsticksPage } from "./pages/yardsticks-page";

/** Pages about the platform, by path below docs. `repository`: the folder of Pulumi.yaml. */
export function platformPages(repository: string): ReadonlyMap<string, string> {
  return new Map([
    ["access.md", accessPage()],
    ["configuration.md", configurationPage(repository)],
    ["images.md", imagesPage()],
    ["inside-the-cluster.md", clusterNetworkPage()],
    ["network.md", networkPage()],
    ["yardsticks.md", yardsticksPage(repository)],
  ]);
}
