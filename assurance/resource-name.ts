/** The resource's name in the program, which may itself contain the URN's separator; `stack` where `urn` is empty. */
export function nameOf(urn: string): string {
  return urn === "" ? "stack" : urn.split("::").slice(3).join("::");
}

/** The resource's type, without those of its parents. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
