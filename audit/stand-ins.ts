import { SUBSCRIPTION } from "../offline/providers/azure-native/tenant";

/** Whether an event log or a state is of stand-ins: everything that they make is in a subscription that Azure has not. */
export function madeByStandIns(text: string): boolean {
  return text.includes(`/subscriptions/${SUBSCRIPTION}`);
}
