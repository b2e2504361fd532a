/** The resource's name in the program, which may itself contain the URN's separator; `stack` where `urn` is empty. */
export function nameOf(urn: string): string {
  return urn === "" ? "stack" : urn.split("::").slice(3).join("::");
}

/** The resource's type, without those of its parents. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The project and the stack that the URNs are of; empty where there are none, `several` where they differ. */
export function placeOf(urns: Iterable<string>): { project: string; stack: string } {
  const stacks = new Set<string>();
  const projects = new Set<string>();
  for (const urn of urns) {
    const [scope = "", project = ""] = urn.split("::");
    stacks.add(scope.split(":").slice(2).join(":"));
    projects.add(project);
  }
  const one = (names: ReadonlySet<string>) => (names.size > 1 ? "several" : ([...names][0] ?? ""));
  return { project: one(projects), stack: one(stacks) };
}
