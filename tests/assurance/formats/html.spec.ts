import { createHash } from "node:crypto";
import { expect } from "chai";
import { catalogue } from "../../../policies/catalogue";
import { evidenceOf, finding } from "../assessed";
import { urn } from "../runs";
import { brokenTags, dataOf, markupOf, pageOf, textOf } from "./html-page";

const WAIVER = {
  owner: "platform-team",
  expires: "2026-12-05",
  reason: "The vendor knows no other way",
  compensatingControl: "A private endpoint",
};

/** A run in which one of each verdict is seen. */
const mixed = evidenceOf([
  finding("redis-access-keys-disabled", "waived", { subject: "redis", resource: urn("redis"), waiver: WAIVER }),
  finding("network-policy-engine", "fail", {
    level: "mandatory",
    statement: "runs no engine",
    set: "networkPolicy to cilium",
    remedy: "Choose one",
  }),
  finding("private-cluster", "undetermined"),
  finding("storage-shared-key-disabled", "pass"),
  finding("images-pinned", "error", { statement: "the control threw" }),
]);

describe("the HTML report", () => {
  const page = pageOf(mixed);

  it("is one page of well-formed HTML in English", () => {
    expect(page).to.match(/^<!doctype html> <html lang="en">/);
    expect(page).to.match(/<\/html>\n$/);
    expect(brokenTags(page)).to.deep.equal([]);
    expect(page).to.include("<title>Assurance of p/dev</title>");
  });

  it("allows exactly its own style and script, and nothing from elsewhere", () => {
    const hash = (text = "") => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1];
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).to.equal(
      `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<style|<script(?! type="application\/json")/g)).to.deep.equal(["<style", "<script"]);
  });

  it("refers to nothing outside of itself, and has no inline style or handler", () => {
    const markup = markupOf(page);
    expect([...markup.matchAll(/\s(?:src|href|action|data|poster|srcset)="(?!#)[^"]*"/g)]).to.deep.equal([]);
    expect(markup).not.to.match(/\sstyle="|\son\w+="|javascript:|https?:/i);
    expect(page.match(/@import|url\((?!#)/g)).to.equal(null);
  });

  it("has a place for each threat, element and control, each once, and leads nowhere else", () => {
    const ids = [...markupOf(page).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? "");
    expect(ids).to.deep.equal([...new Set(ids)]);
    expect(ids).to.include.members(["S-1", "T-2", "E-4", "G0", "G4", "E1", "A2", "baseline-G1", "SI-6"]);
    expect(ids).to.include.members(catalogue.map(({ name }) => `control-${name}`));
    const links = [...markupOf(page).matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id ?? "");
    expect(links.filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it("leads from a threat to its controls, their findings and the evidence", () => {
    const threat = /<details class="entry threat" id="D-1">[\s\S]*?<details class="entry threat"/.exec(page)?.[0] ?? "";
    const text = textOf(threat);
    expect(text).to.include("D-1 Zero NetworkPolicy Manifests High rating");
    expect(text).to.include("Open in the model, now → open");
    expect(text).to.include("network-policy-engine The cluster has an engine that enforces network policies fails");
    expect(text).to.include("fails mandatory data runs no engine");
    expect(text).to.include(
      "Set networkPolicy to cilium Remedy Choose one Level mandatory Seen in an event of the run",
    );
    expect(text).to.include(`URN ${urn("data")}`);
  });

  it("names a control in full in one place, and refers there from the others it serves", () => {
    expect(page.match(/id="control-state-backend-remote"/g)).to.have.length(1);
    expect(textOf(page)).to.include("Told under T-2.");
  });

  it("says of a control that did not run that this is no pass", () => {
    const control = /id="control-osmo-rate-limit"[\s\S]*?<\/details>/.exec(page)?.[0] ?? "";
    expect(textOf(control)).to.include("not exercised").and.to.include("That is no pass.");
  });

  it("says who waived what until when, and what protects meanwhile", () => {
    expect(textOf(page)).to.include(
      "near expiry platform-team until 2026-12-05 11 days left Reason The vendor knows no other way Meanwhile A private endpoint",
    );
    expect(textOf(page)).to.include("Waived by platform-team , until 2026-12-05");
  });

  it("keeps what passes as data, and counts it", () => {
    const { controls, texts } = dataOf(page) as { controls: Record<string, { passes: number[][] }>; texts: string[] };
    expect(controls["storage-shared-key-disabled"]?.passes).to.have.length(1);
    expect(texts).to.include("data");
    expect(textOf(page)).to.include("1 pass ");
  });

  it("does not lose a control that serves nothing of the model", () => {
    const unknown = pageOf(evidenceOf([finding("from a later/version", "error", { serves: [] })]));
    expect(textOf(unknown)).to.include("Controls that name nothing of the model");
    expect(unknown).to.match(/id="control-~[0-9a-f]{32}"/);
  });

  it("gives the same page for the same evidence", () => {
    expect(pageOf(mixed)).to.equal(page);
  });
});

describe("the HTML report's verdict", () => {
  const passing = [finding("storage-shared-key-disabled", "pass")];
  /** Word and sentence of the verdict. */
  const verdictOf = (page: string) => {
    const [, verdict = ""] = /<p class="verdict-word">([\s\S]*?<\/p>[\s\S]*?)<\/p>/.exec(page) ?? [];
    return verdict
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  };

  it("is blocked where something mandatory fails, and names it", () => {
    const page = pageOf(mixed);
    expect(verdictOf(page)).to.equal("Blocked 1 mandatory finding fails.");
    expect(/<ul class="blockers">[\s\S]*?<\/ul>/.exec(page)?.[0]).to.include('href="#control-network-policy-engine"');
  });

  it("holds where a whole run shows no mandatory failure, with what is left to know", () => {
    const evidence = evidenceOf([
      ...passing,
      finding("private-cluster", "undetermined"),
      finding("osmo-rate-limit", "fail"),
    ]);
    const page = pageOf(evidence);
    expect(verdictOf(page)).to.equal("Holds Nothing mandatory fails (findings: 1 advisory fail, 1 undetermined).");
    expect(page).not.to.include('class="banner tone-bad"');
  });

  it("is not decided where the run did not come to its end, and a banner says so first", () => {
    const page = pageOf(evidenceOf(passing, { complete: false, shortfall: "it was canceled" }));
    expect(verdictOf(page)).to.match(/^Not decided /);
    const text = textOf(page);
    expect(text).to.include("The run did not come to its end (it was canceled)");
    expect(text.indexOf("did not come to its end (it was canceled)")).to.be.below(text.indexOf("Verdict"));
  });

  it("is none where the pack judged nothing", () => {
    const page = pageOf(evidenceOf([], { judged: false, packs: [], complete: false, shortfall: "it failed" }));
    expect(verdictOf(page)).to.equal("Not judged The policy pack was not there.");
    expect(textOf(page)).to.include("The policy pack judged nothing in this run");
  });

  it("has no banner where nothing is to be known", () => {
    expect(pageOf(evidenceOf(passing))).not.to.include('class="banner');
  });

  it("comes with how the evidence came about", () => {
    const text = textOf(
      pageOf(evidenceOf(passing, { standIns: true, rehearsed: true, caveats: ["Charts were not rendered."] })),
    );
    expect(text).to.include("Stand-ins answered for Azure in this run");
    expect(text).to.include("decided by a rehearsed update on stand-ins");
    expect(text).to.include("Charts were not rendered.");
  });
});

describe("the HTML report's comparison", () => {
  it("says what is better and worse since the earlier run", () => {
    const earlier = evidenceOf([finding("osmo-rate-limit", "fail", { level: "mandatory" })], {
      ended: "2026-11-01T10:00:00.000Z",
    });
    const now = evidenceOf([
      finding("osmo-rate-limit", "pass"),
      finding("network-policy-engine", "fail", { level: "mandatory" }),
    ]);
    const text = textOf(pageOf(now, earlier));
    expect(text).to.match(/Compared with the preview of\s+p\/dev ?, 2026-11-01 10:00:00 UTC/);
    expect(text).to.match(/Worse D-1 not exercised → open Better D-4 open → mitigated/);
    expect(text).to.include("New findings: 1");
  });

  it("is left out where there is none", () => {
    expect(pageOf(mixed)).not.to.include('id="comparison"');
  });
});
