import { expect } from "chai";
import fc from "fast-check";
import { baselineAnchor, controlAnchor } from "../../../assurance/formats/html/anchors";
import { code, given, html } from "../../../assurance/formats/html/markup";
import { dataElement } from "../../../assurance/formats/html/page-data";
import type { Finding, Verdict } from "../../../assurance/evidence";
import { catalogue } from "../../../policies/catalogue";
import { evidenceOf, finding } from "../assessed";
import { brokenTags, dataOf, namesOf, pageOf, textOf } from "./html-page";

const ATTACKS = [
  "<script>alert(1)</script>",
  "</script><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus=alert(1) '",
  "<!--",
  "]]><svg onload=alert(1)>",
  "${alert(1)}{{alert(1)}}",
  "\u202egnp.exe\u001b[31m\u2028\u0000",
  "&lt;b&gt;",
  "__proto__",
];

/** A finding in which every text of somebody else is this one. */
function hostile(text: string, verdict: Verdict): Finding {
  return {
    control: text,
    serves: [text, "T-1"],
    subject: text,
    resource: `urn:pulumi:${text}::${text}::${text}$${text}::${text}`,
    verdict,
    level: "advisory",
    statement: text,
    set: text,
    remedy: text,
    source: "event",
    ...(verdict === "waived" && {
      waiver: { owner: text, expires: "2027-01-01", reason: text, compensatingControl: text },
    }),
  };
}

function hostilePage(texts: readonly string[]): string {
  const findings = texts.flatMap((text) =>
    (["pass", "fail", "waived", "error"] as const).map((verdict) => hostile(text, verdict)),
  );
  const [first = ""] = texts;
  const evidence = {
    ...evidenceOf(findings, {
      project: first,
      stack: first,
      caveats: [...texts],
      packs: [{ name: first, version: first }],
    }),
    foreign: texts.map((text) => ({
      pack: text,
      policy: text,
      resource: `urn:pulumi:s::p::t::${text}`,
      level: "advisory" as const,
    })),
  };
  return pageOf(evidence, { ...evidence, findings: findings.slice(1), run: { ...evidence.run, project: first } });
}

describe("hostile names and messages in the HTML report", () => {
  const page = hostilePage(ATTACKS);

  it("bring no element and no attribute of their own", () => {
    const harmless = namesOf(
      pageOf(evidenceOf(["pass", "fail", "waived", "error"].map((verdict) => hostile("name", verdict as Verdict)))),
    );
    expect(brokenTags(page)).to.deep.equal([]);
    expect(namesOf(page).elements).not.to.include("img");
    expect([...namesOf(page).attributes].filter((name) => name.startsWith("on") || name === "autofocus")).to.deep.equal(
      [],
    );
    expect(namesOf(page).attributes).to.deep.equal(harmless.attributes);
  });

  it("are shown as the text that they are, without control characters", () => {
    expect(page).to.include("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.to.match(/\p{Cf}|\p{Zl}|(?!\n)\p{Cc}/u);
    expect(page).to.include("&amp;lt;b&amp;gt;");
  });

  it("can't leave the data that the page's script reads", () => {
    const data = JSON.stringify(dataOf(page));
    expect(data).to.include("</script><img src=x onerror=alert(1)>");
    const { controls } = dataOf(page) as { controls: object };
    expect(Object.hasOwn(controls, "__proto__")).to.equal(true);
  });

  it("are shortened where they are very long", () => {
    expect(pageOf(evidenceOf([hostile("x".repeat(10_000), "waived")]))).not.to.include("x".repeat(301));
  });

  it("do no harm, whatever they are", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[<>"'&/=a-z\-! ]{1,40}$/),
      fc.constantFrom(...ATTACKS),
    );
    fc.assert(
      fc.property(text, (name) => {
        const made = hostilePage([name]);
        expect(brokenTags(made)).to.deep.equal([]);
        expect(() => dataOf(made)).not.to.throw();
      }),
      { numRuns: 15 },
    );
  });
});

describe("html", () => {
  it("escapes what is put in, for content and for attributes in double quotes", () => {
    expect(html`<p title="${`"'<>&`}">${"<b>"}</p>`.text).to.equal('<p title="&quot;&#39;&lt;&gt;&amp;">&lt;b&gt;</p>');
  });

  it("takes HTML of another template as it is, joins lists and leaves nothing for undefined", () => {
    const items = ["a", 1].map((text) => html`<li>${text}</li>`);
    expect(html`<b>${items}${undefined}</b>`.text).to.equal("<b><li>a</li><li>1</li></b>");
  });

  it("sets names apart from the direction of writing around them", () => {
    expect(given("a<\u202eb").text).to.equal("<bdi>a&lt;b</bdi>");
    expect(code("osmo").text).to.equal("<code><bdi>osmo</bdi></code>");
  });
});

describe("dataElement", () => {
  it("has no character that could end the element or a line of script", () => {
    const made = dataElement("d", { texts: ["</script>\u2028\u2029<!--"], resources: [], controls: {} }).text;
    expect(made).to.equal(
      '<script type="application/json" id="d">{"texts":["\\u003c/script>\\u2028\\u2029\\u003c!--"],"resources":[],"controls":{}}</script>',
    );
  });
});

describe("anchors", () => {
  it("are the ids themselves, but for the goals' own controls", () => {
    expect([baselineAnchor("SI-2"), baselineAnchor("G1"), controlAnchor("private-cluster")]).to.deep.equal([
      "SI-2",
      "baseline-G1",
      "control-private-cluster",
    ]);
  });

  it("never are the same for two names, and stay short, with no character that HTML or an address would read", () => {
    const name = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(controlAnchor(one)).to.match(/^[\w.~-]{1,120}$/);
        if (one !== other) expect(controlAnchor(one)).not.to.equal(controlAnchor(other));
      }),
    );
  });
});

describe("the HTML report of a large run", () => {
  /** Each of 1,000 resources judged by 13 controls; every `failing`th of these fails. */
  function large(failing: number): Finding[] {
    const names = catalogue.slice(0, 39).map(({ name }) => name);
    return Array.from({ length: 1000 }, (_, resource) =>
      Array.from({ length: 13 }, (_, index) => {
        const verdict: Verdict = (resource * 13 + index) % failing === 0 ? "fail" : "pass";
        return finding(names[(resource + index * 3) % names.length] ?? "", verdict, {
          subject: `resource-${resource}`,
          resource: `urn:pulumi:prod::physical-ai::physical-ai:index:Platform$physical-ai:data:Storage$azure-native:storage:StorageAccount::resource-${resource}`,
          statement: verdict === "pass" ? "" : "has public network access enabled, so that anybody reaches it",
          remedy: "Set publicNetworkAccess to Disabled: components/data/object-storage.ts.",
          time: `2026-11-25T12:55:${String(resource % 60).padStart(2, "0")}.000Z`,
        });
      }),
    ).flat();
  }

  it("is under 2 MB for 1,000 resources, where all of them pass, and where all of them fail", () => {
    const [passing, failing] = [large(13_001), large(1)].map((findings) => pageOf(evidenceOf(findings)));
    expect(passing?.length).to.be.below(1_000_000);
    expect(failing?.length).to.be.below(2_000_000);
  });

  it("writes out the worst of each control, and has the rest as data", () => {
    const page = pageOf(evidenceOf(large(1)));
    const { controls } = dataOf(page) as { controls: Record<string, { more: unknown[] }> };
    const [name = ""] = Object.keys(controls).filter((each) => controls[each]?.more.length);
    const written =
      new RegExp(`id="control-${name}"[\\s\\S]*?data-rows="more"`).exec(page)?.[0].match(/class="finding"/g) ?? [];
    const all = large(1).filter(({ control }) => control === name).length;
    expect(written.length + (controls[name]?.more.length ?? 0)).to.equal(all);
    expect(textOf(page)).to.include(`${all - written.length} more findings`);
  });
});
