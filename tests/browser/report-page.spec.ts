import { expect } from "chai";
import { observe, visit } from "./report-page";

const page = (body: string, head = "") => `<!doctype html><html lang="en"><head><title>t</title>${head}</head>${body}`;

describe("a visit", () => {
  it("records and refuses every request but for the page's own file", async () => {
    const { requests } = await observe(
      page(
        '<img src="http://127.0.0.1:9/i.png"><link rel="stylesheet" href="other.css"><script>new Image().src = "https://example.com/s"</script>',
      ),
      {},
    );
    expect(requests.map((url) => url.replace(/^file:.*\//, "file:…/")).sort()).to.deep.equal([
      "file:…/other.css",
      "http://127.0.0.1:9/i.png",
      "https://example.com/s",
    ]);
  });

  it("records what is written to the console, refusals of the Content-Security-Policy among it", async () => {
    const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">';
    const { console } = await observe(page("<p onclick=''>x</p><style>p{}</style>", policy), {});
    expect(console).to.have.length.of.at.least(1);
    expect(console[0]).to.match(/^error: .*Content Security Policy/);
  });

  it("records errors that nothing caught", async () => {
    expect((await observe(page("<script>throw new Error('broken')</script>"), {})).errors).to.deep.equal(["broken"]);
  });

  it("records dialogs and windows", async () => {
    const { opened } = await observe(page("<script>alert(1); open('about:blank')</script>"), {}, async (opener) => {
      await opener.evaluate("0");
    });
    expect(opened).to.include("alert: 1");
  });

  it("fails a test whose page does any of it", async () => {
    const failure = await visit(page("<script>console.warn('careful')</script>"), {}, () => Promise.resolve()).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).to.be.an.instanceOf(Error);
    expect(String(failure)).to.contain("what the page did");
  });

  it("shows the page in the theme and the width that were asked for", () =>
    visit(page("<p>x"), { theme: "dark", width: 360 }, async (dark) => {
      expect(await dark.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).to.equal(true);
      expect(await dark.evaluate("innerWidth")).to.equal(360);
    }));
});
