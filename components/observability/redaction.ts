/** A secret as it looks in a line of a log. */
export interface SecretPattern {
  readonly name: string;
  /** A regular expression in RE2, as KQL has it: without looking around and back. Its first group is kept. */
  readonly pattern: string;
}

/**
 * Secrets that training code is known to print (R-1, I-5): whole values of the environment, tokens, keys and signatures.
 * Forms: RFC 7519 for tokens, learn.microsoft.com for storage connection strings and shared access signatures.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    name: "variables of Azure and MLflow",
    pattern:
      "(?i)(\\b(?:AZURE|MLFLOW|ARM|OSMO)_[A-Z0-9_]*(?:SECRET|TOKEN|PASSWORD|KEY|CREDENTIAL)[A-Z0-9_]*[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',}]+",
  },
  { name: "bearer tokens", pattern: "(?i)(\\bbearer\\s+)[A-Za-z0-9._~+/=-]{16,}" },
  { name: "JSON web tokens", pattern: "(\\b)eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*" },
  { name: "account keys", pattern: "(?i)((?:AccountKey|SharedAccessKey)\\s*=\\s*)[A-Za-z0-9+/=]{20,}" },
  { name: "shared access signatures", pattern: "(?i)([?&]sig=)[A-Za-z0-9%+/=]{16,}" },
  { name: "passwords in addresses", pattern: "([a-z][a-z0-9+.-]*://[^\\s/:@]+:)[^\\s/@]+" },
];

/** What stands where a secret stood. */
export const REDACTED = "[redacted]";

/**
 * The transformation that takes secrets out of container logs before they are kept. ContainerLogV2 has its text in the
 * dynamic column LogMessage.
 */
export function redactingTransform(): string {
  const steps = SECRET_PATTERNS.map(
    ({ pattern }) => `| extend text = replace_regex(text, @"${pattern.replaceAll('"', '""')}", @"\\1${REDACTED}")`,
  );
  return [
    "source",
    "| extend text = tostring(LogMessage)",
    ...steps,
    "| extend LogMessage = todynamic(text)",
    "| project-away text",
  ].join(" ");
}
