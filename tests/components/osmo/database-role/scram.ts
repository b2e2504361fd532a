import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** A SCRAM-SHA-256 verifier in PostgreSQL's text form, taken apart. */
export function parts(verifier: string) {
  const [, iterations, salt, storedKey, serverKey] =
    /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(verifier) ?? [];
  return { iterations: Number(iterations), salt: salt!, storedKey: storedKey!, serverKey: serverKey! };
}

export const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
export const hash = (data: Buffer) => createHash("sha256").update(data).digest();

/** Whether a server that keeps `verifier` lets in who knows `password` (RFC 5802, section 3). */
export function letsIn(verifier: string, password: string): boolean {
  const { iterations, salt, storedKey, serverKey } = parts(verifier);
  const salted = pbkdf2Sync(password, Buffer.from(salt, "base64"), iterations, 32, "sha256");
  return (
    hash(hmac(salted, "Client Key")).toString("base64") === storedKey &&
    hmac(salted, "Server Key").toString("base64") === serverKey
  );
}
