import { join } from "node:path";
import { expect } from "chai";
import { CONFIG_KEYS, SECRET_KEYS } from "../../components/config-fields";
import { platformPages } from "../../tools/platform-pages";

const pages = platformPages(join(__dirname, "..", ".."));
const page = (name: string) => pages.get(name) ?? "";

describe("the page of the configuration", () => {
  const sections = new Map(
    page("configuration.md")
      .split(/^### /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf("\n")), text]),
  );

  it("has every key once, with its meaning and default", () => {
    expect([...sections.keys()]).to.have.members([...CONFIG_KEYS]);
    for (const [key, text] of sections) expect(text, key).to.match(/^.{10,}\. Default: /m);
  });

  it("says what lists and maps are made of, and what has to be given", () => {
    expect(sections.get("gpuPools")).to.contain("| `.NAME.subnet` | Name of one of gpuSubnets | has to be given |");
    expect(sections.get("egressHosts")).to.match(/\| `\[\]\.why` \| What for \| has to be given \|/);
  });

  it("lists the choices that a key has, and what the stacks choose", () => {
    expect(sections.get("firewallTier")).to.contain(
      "dev: `Basic`. prod: `Premium`. One of: `none`, `Basic`, `Standard`, `Premium`",
    );
  });

  it("marks what has to be a secret", () => {
    const marked = [...sections].filter(([, text]) => text.includes("A secret")).map(([key]) => key);
    expect(marked).to.have.members([...SECRET_KEYS]);
  });
});

describe("the page of the network", () => {
  it("has every subnet with its range", () => {
    expect(page("network.md")).to.contain("| private-endpoints | `10.0.3.0/24` |");
  });

  it("says of hosts that are let out only where they are chosen", () => {
    expect(page("network.md")).to.match(/pypi\.org.*egress: package-indexes/);
  });
});

describe("the page of access", () => {
  it("lists the roles of each profile and the service accounts of each identity", () => {
    expect(page("access.md")).to.contain("| AzureML Data Scientist | machine-learning |");
    expect(page("access.md")).to.contain("| osmo-workflows | `osmo-workflows:osmo-workflow` |");
  });
});

describe("the page of images", () => {
  it("says where no digest is published", () => {
    expect(page("images.md")).to.match(
      /`osmo\/authz-sidecar:[\d.]+` \| `nvcr\.io\/nvidia\/osmo\/authz-sidecar` \| not published/,
    );
  });

  it("has the images of every part", () => {
    for (const name of [
      "osmo/client:",
      "kai-scheduler/operator:",
      "gpu-operator/gpu-operator:",
      "third-party/pause:",
    ]) {
      expect(page("images.md")).to.contain(`| \`${name}`);
    }
  });
});

describe("the page of the inside of the cluster", () => {
  it("has each namespace with the Pod Security below which pods are refused", () => {
    const text = page("inside-the-cluster.md");
    expect(text).to.contain("| `osmo-control-plane` | restricted | restricted |");
    expect(text).to.contain("| `osmo-workflows` | baseline | restricted |");
    expect(text).to.contain("| `azureml` | privileged | baseline |");
    expect(text).to.contain("| `gpu-operator` | privileged | privileged |");
  });

  it("says of each connection from where to where it leads, on which ports and who needs it", () => {
    expect(page("inside-the-cluster.md")).to.match(
      /\| ratelimit-to-its-store \| `gateway-ratelimit` \| `ratelimit-redis` \| TCP 6379 \| rate limiter \| .+ \|/,
    );
  });

  it("names addresses that are no pods by what they are", () => {
    expect(page("inside-the-cluster.md")).to.match(/\| scoring \| operators \(VPN\), nodes \|/);
  });
});
