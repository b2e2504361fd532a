import { expect } from "chai";
import fc from "fast-check";
import { REDACTED, redactingTransform, SECRET_PATTERNS } from "../../../components/observability/redaction";

/** Does to a line what the transformation does in Azure: the patterns are such that both engines read them alike. */
function redact(line: string): string {
  return SECRET_PATTERNS.reduce((text, { pattern }) => {
    const insensitive = pattern.startsWith("(?i)");
    const expression = new RegExp(insensitive ? pattern.slice(4) : pattern, insensitive ? "gi" : "g");
    return text.replace(expression, `$1${REDACTED}`);
  }, line);
}

const TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJ0cmFpbmVyIiwiZXhwIjoxfQ.c2lnbmF0dXJl-_x";
const KEY = "Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9v==";
const LEAKS: Record<string, readonly [line: string, secret: string]> = {
  "an MLflow token in a dump of the environment": [`MLFLOW_TRACKING_TOKEN=${TOKEN}`, TOKEN],
  "a client's secret in a Python dictionary": ["{'AZURE_CLIENT_SECRET': 'aBc~123.secret'}", "aBc~123.secret"],
  "a client's secret in JSON": ['{"AZURE_CLIENT_SECRET": "aBc~123.secret"}', "aBc~123.secret"],
  "a secret in small letters": ["azure_client_secret = aBc~123.secret", "aBc~123.secret"],
  "a bearer token in a header": [`Authorization: Bearer ${TOKEN}`, TOKEN],
  "a bearer token that says nothing by itself": ["Authorization: bearer 0a1b2c3d4e5f6a7b8c9d", "0a1b2c3d4e5f6a7b8c9d"],
  "a token by itself": [`got ${TOKEN} from metadata`, TOKEN],
  "a connection string": [`DefaultEndpointsProtocol=https;AccountName=st;AccountKey=${KEY};EndpointSuffix=core`, KEY],
  "a shared access signature": [
    "GET https://st.blob.core.windows.net/c/b?sv=2024&sig=aGVsbG8gd29ybGQgaGVsbG8%3D&se=2027",
    "aGVsbG8gd29ybGQgaGVsbG8%3D",
  ],
  "a password in an address": ["rediss://default:s3cr3t-key@amr-physai.redis.azure.net:10000/0", "s3cr3t-key"],
};

describe("redaction of container logs", () => {
  for (const [title, [line, secret]] of Object.entries(LEAKS)) {
    it(`takes out ${title}, and leaves a mark`, () => {
      expect(redact(line)).not.to.contain(secret);
      expect(redact(line)).to.contain(REDACTED);
    });
  }

  it("leaves ordinary lines as they are", () => {
    const lines = [
      "epoch 12/100 loss=0.031 reward=412.5 steps/s=18342",
      "Loading checkpoint https://st.blob.core.windows.net/checkpoints/model_500.pt",
      "AZURE_CLIENT_ID=1fd975cc-94d0-82e2-87e1-5ca3d9a3e895",
      "2026-11-24 04:26:36 INFO key frame 17 of 40: token count 8192",
      '{"level":"info","msg":"policy updated","kl":0.012}',
    ];
    expect(lines.map(redact)).to.deep.equal(lines);
  });

  it("finds a token wherever it stands in a line", () => {
    const around = fc.stringMatching(/^[ -~]{0,40}$/).filter((text) => !/[\w.-]$/.test(text));
    fc.assert(fc.property(around, around, (before, after) => !redact(`${before} ${TOKEN} ${after}`).includes(TOKEN)));
  });

  it("takes nothing away twice", () => {
    const once = Object.values(LEAKS).map(([line]) => redact(line));
    expect(once.map(redact)).to.deep.equal(once);
  });

  it("is one line of KQL that keeps every other column", () => {
    const transform = redactingTransform();
    expect(transform).to.match(/^source \| extend text = tostring\(LogMessage\) \|/);
    expect(transform).to.match(/\| extend LogMessage = todynamic\(text\) \| project-away text$/);
    expect(transform.match(/replace_regex\(/g)).to.have.length(SECRET_PATTERNS.length);
    expect(transform).not.to.contain("\n");
  });

  it("quotes every pattern as KQL does, with doubled quotation marks", () => {
    const literals = [...redactingTransform().matchAll(/replace_regex\(text, @"((?:[^"]|"")*)", @"/g)];
    expect(literals.map(([, literal]) => literal!.replaceAll('""', '"'))).to.deep.equal(
      SECRET_PATTERNS.map(({ pattern }) => pattern),
    );
  });

  it("uses nothing that RE2 lacks", () => {
    expect(SECRET_PATTERNS.filter(({ pattern }) => /\(\?[=!<]|\\[1-9]/.test(pattern))).to.deep.equal([]);
  });
});
