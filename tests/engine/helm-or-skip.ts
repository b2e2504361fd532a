import { join } from "node:path";
import { HELM } from "../../audit/charts/helm";
import { ProgramNotFoundError, resolveProgram } from "../../offline/cli/go-program";
import { REPOSITORY } from "./offline-command";

/** Charts of the tests' own. */
export const CHARTS = join(REPOSITORY, "tests", "fixtures", "charts");

/** The helm of this machine; where it can't be had, the tests of `context` are skipped, and a line says what to do. */
export async function helmOrSkip(context: Mocha.Context): Promise<string> {
  try {
    return (await resolveProgram(HELM)).binary;
  } catch (error) {
    if (!(error instanceof ProgramNotFoundError)) throw error;
    process.stdout.write(`skipped: tests of charts. ${error.message}\n`);
    return context.skip();
  }
}
