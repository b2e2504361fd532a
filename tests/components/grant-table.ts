import { roles } from "../../components/conventions/roles";
import type { Registered, Registrations } from "./registered";

const NAMES = new Map<string, string>(Object.values(roles).map(({ id, name }) => [id, name]));

/** Who may do what where, a line for each right, in an order that does not change when something is added elsewhere. */
export function grantTable(registered: Registrations): string {
  const lines = [
    ...registered.of("authorization:RoleAssignment").map((each) => line(each, "")),
    ...registered.of("authorization:PimRoleEligibilitySchedule").map((each) => line(each, " (on request)")),
  ];
  return `${lines.sort().join("\n")}\n`;
}

function line({ inputs: { principalId, roleDefinitionId, scope } }: Registered, note: string): string {
  const id = String(roleDefinitionId).split("/").at(-1)!;
  const role = NAMES.get(id) ?? `the platform's own role ${id}`;
  return `${String(principalId).replace("principal of ", "")}: ${role} on ${String(scope)}${note}`;
}
