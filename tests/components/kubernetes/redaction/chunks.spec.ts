import { expect } from "chai";
import fc from "fast-check";
import { PodPython, SECRETS, WEB_TOKEN } from "./pod-python";
import { StreamDriver, type Part } from "./stream-driver";

const RUNS = { numRuns: 300 };

/** Text cut at any bytes, each part flushed or not. */
function parts(text: fc.Arbitrary<string>, flush: fc.Arbitrary<boolean>): fc.Arbitrary<Part[]> {
  return text.chain((whole) => {
    const bytes = Buffer.from(whole, "utf8");
    return fc
      .array(fc.tuple(fc.nat(bytes.length), flush), { maxLength: 12 })
      .map((cuts) => [...cuts, [bytes.length, false] as const].sort(([a], [b]) => a - b))
      .map((cuts) =>
        cuts.map(([end, flushed], index) => ({
          bytes: bytes.subarray(cuts[index - 1]?.[0] ?? 0, end),
          flush: flushed,
        })),
      );
  });
}

const whole = (all: readonly Part[]) => Buffer.concat(all.map(({ bytes }) => bytes));

/** Pieces of the lines that training prints, with words in them that are near to a secret. */
const ordinary = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "epoch 3/100 loss=0.0312 lr=3e-4 reward=412.51 steps/s=18342\n",
          "pad_token='<|endoftext|>' eos_token_id=2 ",
        ],
        ...["max_tokens=2048 token: 17 tokens: 8192\n", "\r 42%|████▏     | 42/100 [00:03<00:04, 13.1it/s]"],
        ...["commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\n", "run 1fd975cc-94d0-82e2-87e1-5ca3d9a3e895 "],
        ...[
          "https://st.blob.core.windows.net:443/checkpoints/model_500.pt?comp=list ",
          "key frame 17, key=observation.state ",
        ],
        ...["password: required\n", "the secret of bearer authentication ", "AZURE_ ", "sigma=0.5 sig=0.05 ", "====\n"],
        ...[
          "task-Isaac-Velocity-Flat-Anymal-C-v0 ",
          "hf_hub_download(repo) ",
          "sk-learn ",
          "eyJ ",
          "gh_ ",
          "cls_token=0.0213\n",
        ],
        ...[
          "PWD=/workspace OLDPWD=/root HOME=/root\n",
          "credential=DefaultAzureCredential() ",
          "\x1b[32mok\x1b[0m ",
          "--seed 42 ",
        ],
        ...[
          "password=get_password() ",
          "token=None secret=true ",
          "sha512-",
          "\r\n",
          "\n\n",
          "\t",
          "user@host ",
          "a/b:c@d ",
        ],
      ),
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.string({ unit: "binary-ascii", maxLength: 20 }),
      fc.float().map(String),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

const random = (pattern: RegExp) => fc.stringMatching(pattern);
/** A secret that tells by its name or its beginning, as a line has it. */
const told: fc.Arbitrary<readonly [lead: string, secret: string]> = fc.oneof(
  fc.constantFrom(...Object.values(SECRETS)).map((secret) => ["the value ", secret] as const),
  fc.tuple(fc.constantFrom("Authorization: Bearer ", "bearer "), random(/^[a-z0-9]{12,20}[0-9]{8,12}$/)),
  fc.tuple(fc.constant("token "), fc.constant(WEB_TOKEN)),
  fc.tuple(fc.constant("?sv=2024&sig="), random(/^[A-Za-z0-9]{30,44}%3D$/)),
  fc.tuple(fc.constantFrom("AccountKey=", "SharedAccessKey="), random(/^[A-Za-z0-9+]{20,40}==$/)),
  fc.tuple(
    fc.constantFrom("password=", "'client_secret': '", "--api-key ", "API_KEY="),
    random(/^[0-9]{6}[a-z0-9~]{8,20}$/),
  ),
  fc.tuple(fc.constantFrom("AZURE_ANYTHING=", '"AZURE_ANYTHING": "'), random(/^[a-z0-9-]{8,20}$/)),
  fc.tuple(fc.constant("using "), random(/^(hf_|nvapi-|ghp_|github_pat_)[A-Za-z0-9]{24,40}$/)),
);

/** The longest piece of `secret` that `text` has. */
function shown(secret: string, text: string): number {
  let longest = 0;
  for (let start = 0; start < secret.length; start += 1) {
    while (text.includes(secret.slice(start, start + longest + 1)) && start + longest < secret.length) longest += 1;
  }
  return longest;
}

describe("redaction of what is written in parts", () => {
  let python: PodPython;
  let driver: StreamDriver;
  before(() => {
    python = new PodPython();
    driver = new StreamDriver(python, { env: { ...SECRETS, AZURE_TENANT_ID: "contoso-robotics" } });
  });
  after(async () => {
    await driver.end();
    python.remove();
  });

  it("leaves ordinary text as it is, byte for byte, however it is cut and flushed", () =>
    fc.assert(
      fc.asyncProperty(parts(ordinary, fc.boolean()), async (all) => {
        expect((await driver.write(all)).toString()).to.equal(whole(all).toString());
      }),
      RUNS,
    ));

  it("leaves binary data as it is", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), async (chunks) => {
        const all = chunks.map((chunk) => ({ bytes: Buffer.from(chunk), flush: chunk.length % 2 === 0 }));
        expect((await driver.write(all)).equals(whole(all))).to.equal(true);
      }),
      RUNS,
    ));

  // Fragments of seven characters occur in ordinary text by themselves.
  const hides = (flush: fc.Arbitrary<boolean>) =>
    fc.asyncProperty(
      told.chain(([lead, secret]) =>
        fc.tuple(fc.constant(secret), parts(fc.constant(`start\n${lead}${secret}\nend of it\n`), flush)),
      ),
      async ([secret, all]) => {
        const text = (await driver.write(all)).toString();
        expect(shown(secret, text), text).to.be.below(8);
        expect(text).to.match(/^start\n[^]*\nend of it\n$/);
      },
    );

  it("shows no piece of a secret, however it is cut", () => fc.assert(hides(fc.constant(false)), RUNS));

  it("shows no piece of a secret that is flushed half-way", () => fc.assert(hides(fc.boolean()), RUNS));

  it("keeps everything around secrets", () =>
    fc.assert(
      fc.asyncProperty(
        parts(fc.constant(`a ${SECRETS.HF_TOKEN} b\nc ${WEB_TOKEN}`), fc.constant(false)),
        async (all) => {
          expect((await driver.write(all)).toString()).to.equal("a [redacted] b\nc [redacted]");
        },
      ),
      RUNS,
    ));

  it("redacts nothing twice", () =>
    fc.assert(
      fc.asyncProperty(told, fc.constantFrom("", "'", '"', " x\n"), async ([lead, secret], end) => {
        const write = (bytes: Buffer) => driver.write([{ bytes, flush: false }]);
        const once = await write(Buffer.from(lead + secret + end));
        expect((await write(once)).toString()).to.equal(once.toString());
      }),
      RUNS,
    ));

  const late = async (text: string) =>
    (
      await driver.write([
        { bytes: Buffer.from(text), flush: true },
        { bytes: Buffer.from("."), flush: false },
      ])
    ).toString();

  it("takes an identifier out beside its name alone", async () => {
    expect(await late("uploading to contoso-robotics")).to.equal("uploading to contoso-robotics.");
    expect(await late("AZURE_TENANT_ID=contoso-robotics\n")).to.equal("AZURE_TENANT_ID=[redacted]\n.");
  });

  it("does not let a private key that breaks off swallow what follows", async () => {
    const text = await late(`-----BEGIN PRIVATE KEY-----\n${"MIIE".repeat(16)}\nepoch 1 of 3\n`);
    expect(text).to.equal("-----BEGIN PRIVATE KEY-----[redacted]epoch 1 of 3\n.");
  });
});
