/**
 * Azure's public regions and the availability zones that each has. Source: learn.microsoft.com, "List of Azure regions".
 * A new region is one more name here.
 */
const WITH_ZONES =
  "australiaeast austriaeast belgiumcentral brazilsouth canadacentral centralindia centralus chilecentral denmarkeast eastasia eastus eastus2 francecentral germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest koreacentral malaysiawest mexicocentral newzealandnorth northeurope norwayeast polandcentral qatarcentral southafricanorth southcentralus southeastasia spaincentral swedencentral switzerlandnorth uaenorth uksouth westeurope westus2 westus3";
const WITHOUT_ZONES =
  "australiacentral australiacentral2 australiasoutheast brazilsoutheast canadaeast francesouth germanynorth jioindiacentral jioindiawest koreasouth northcentralus norwaywest southafricawest southindia swedensouth switzerlandwest uaecentral ukwest westcentralus westindia westus";

const ZONES = ["1", "2", "3"] as const;

const REGIONS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...WITH_ZONES.split(" ").map((name) => [name, ZONES] as const),
  ...WITHOUT_ZONES.split(" ").map((name) => [name, []] as const),
]);

/** Every region, by its short name. */
export const REGION_NAMES: readonly string[] = [...REGIONS.keys()];

/** The availability zones of a region; none where it has none or is not known. */
export function zonesOf(region: string): readonly string[] {
  return REGIONS.get(region) ?? [];
}
