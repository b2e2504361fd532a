import { extensionOf, inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";

/** Automation and budgets. */
export const operationsTypes: Readonly<Record<string, ResourceType>> = {
  "automation:AutomationAccount": inResourceGroup("Microsoft.Automation/automationAccounts", "automationAccountName", {
    outputs: () => ({ state: "Ok" }),
  }),
  "automation:JobSchedule": inResourceGroup(
    "Microsoft.Automation/automationAccounts/jobSchedules",
    ["automationAccountName", "jobScheduleId"],
    { required: ["runbook", "schedule"], naming: "uuid", createOnly: ["runbook", "schedule", "parameters"] },
  ),
  "automation:Runbook": inResourceGroup(
    "Microsoft.Automation/automationAccounts/runbooks",
    ["automationAccountName", "runbookName"],
    { required: ["runbookType"], outputs: () => ({ state: "Published" }) },
  ),
  "automation:Schedule": inResourceGroup(
    "Microsoft.Automation/automationAccounts/schedules",
    ["automationAccountName", "scheduleName"],
    { required: ["frequency", "name", "startTime"] },
  ),
  "consumption:Budget": extensionOf("scope", "Microsoft.Consumption/budgets", "budgetName", {
    required: ["amount", "category", "timeGrain", "timePeriod"],
  }),
};
