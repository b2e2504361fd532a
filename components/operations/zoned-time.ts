/**
 * A moment as Azure takes it: with the distance from UTC that the time zone has on that day, without which the zone's
 * clock would be read as that of UTC.
 *
 * @param day as in `2026-12-01`
 * @param time as in `07:00`, by the zone's clock
 * @param timeZone IANA name
 */
export function zonedTime(day: string, time: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  // The day's offset at noon UTC: zones change their clocks at night.
  const parts = format.formatToParts(Date.parse(`${day}T12:00:00Z`));
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "");
  return `${day}T${time}:00${offset === undefined || offset === "" ? "+00:00" : offset}`;
}
