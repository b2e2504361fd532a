/** A release that can't be rendered. The message says why, as a clause, and quotes no value. */
export class UnavailableChartError extends Error {
  override readonly name = "UnavailableChartError";
}
