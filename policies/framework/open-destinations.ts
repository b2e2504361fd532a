/**
 * Names below which anybody can have a host by renting one, so that a rule for all of them is a rule for everybody. Of Azure's
 * own names those that its customers choose.
 */
const RENTED = [
  "amazonaws.com",
  "appspot.com",
  "azureedge.net",
  "azurefd.net",
  "azurewebsites.net",
  "blob.core.windows.net",
  "blob.storage.azure.net",
  "cloudapp.azure.com",
  "cloudapp.net",
  "cloudfront.net",
  "dfs.core.windows.net",
  "file.core.windows.net",
  "github.io",
  "herokuapp.com",
  "ngrok.io",
  "queue.core.windows.net",
  "servicebus.windows.net",
  "storage.googleapis.com",
  "table.core.windows.net",
  "trafficmanager.net",
  "vercel.app",
  "web.core.windows.net",
  "workers.dev",
];

/** Service tags of addresses that Azure's customers share. Source: learn.microsoft.com/azure/virtual-network/service-tags-overview. */
const RENTED_TAGS = ["appservice", "azurecloud", "azurefrontdoor", "internet", "storage"];

/** Whether a rule for `host`, in lower case, takes in hosts that nobody chose. */
export function isOpenHost(host: string): boolean {
  if (!host.includes("*")) return false;
  const domain = /^\*\.([a-z\d-]+(?:\.[a-z\d-]+)+)$/.exec(host)?.[1];
  // Every host, every host of a top-level domain, and `*example.com`, which takes in `notexample.com`.
  if (domain === undefined) return true;
  return RENTED.some((name) => name === domain || domain.endsWith(`.${name}`) || name.endsWith(`.${domain}`));
}

/** Whether an address, range or service tag, in lower case, takes in addresses that nobody chose. */
export function isOpenAddress(address: string): boolean {
  if (["*", "any", "0.0.0.0", "::"].includes(address)) return true;
  const [tag = ""] = address.split(".", 1);
  if (RENTED_TAGS.includes(tag)) return true;
  const [first, last] = address.split("-");
  if (first !== undefined && last !== undefined && /^[\d.]+$/.test(first) && /^[\d.]+$/.test(last)) {
    return numberOf(last) - numberOf(first) >= WIDEST;
  }
  const [, network, length] = /^([\da-f.:]+)\/(\d+)$/.exec(address) ?? [];
  // No private range is wider than 10.0.0.0/8 and fc00::/7.
  return network !== undefined && Number(length) < (network.includes(":") ? 7 : 8);
}

/** Addresses of a range that is twice as wide as the widest private one. */
const WIDEST = 2 ** 25;

function numberOf(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
