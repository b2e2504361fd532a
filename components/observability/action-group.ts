import * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

/** Who is called by alerts, the budget and events of the vault. */
export function actionGroup(
  parent: pulumi.Resource,
  { resourceGroup, names, tags }: Placement,
  emails: readonly string[],
): monitor.ActionGroup {
  return new monitor.ActionGroup(
    "on-call",
    {
      resourceGroupName: resourceGroup.name,
      location: "global",
      actionGroupName: names.of("actionGroup"),
      // Stands in text messages; Azure takes 12 characters.
      groupShortName: "physical-ai",
      enabled: true,
      emailReceivers: emails.map((emailAddress, index) => ({
        name: `email-${index + 1}`,
        emailAddress,
        useCommonAlertSchema: true,
      })),
      tags,
    },
    { parent },
  );
}
