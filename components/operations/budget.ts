import * as consumption from "@pulumi/azure-native/consumption";
import type * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

export interface BudgetArgs {
  readonly placement: Placement;
  /** A month's, in the currency of the subscription's invoices. */
  readonly amount: number;
  /** First day that it counts, the first of a month. */
  readonly from: string;
  readonly emails: readonly string[];
  /** Who is called. */
  readonly actionGroup: monitor.ActionGroup;
}

/** Percent of the amount at which somebody is told: of what was spent, and of what Azure foresees. */
const SPENT = [80, 100];
const FORESEEN = [110];

/** Tells when the platform costs more than it may. It stops nothing. */
export class Budget extends pulumi.ComponentResource {
  constructor(name: string, args: BudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:operations:Budget", name, {}, opts);
    const { resourceGroup, names } = args.placement;
    const notification = (thresholdType: "Actual" | "Forecasted", threshold: number) => ({
      enabled: true,
      operator: "GreaterThanOrEqualTo",
      threshold,
      thresholdType,
      contactEmails: [...args.emails],
      contactGroups: [args.actionGroup.id],
    });
    new consumption.Budget(
      name,
      {
        scope: resourceGroup.id,
        budgetName: names.of("budget"),
        category: "Cost",
        amount: args.amount,
        timeGrain: "Monthly",
        timePeriod: { startDate: `${args.from}T00:00:00Z` },
        notifications: {
          ...Object.fromEntries(SPENT.map((percent) => [`spent-${percent}`, notification("Actual", percent)])),
          ...Object.fromEntries(
            FORESEEN.map((percent) => [`foreseen-${percent}`, notification("Forecasted", percent)]),
          ),
        },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
