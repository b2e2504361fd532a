import { ControlPlane } from "./control-plane";
import { applyCustomResources } from "./custom-resources";

/*
 * One API server for all specs of the tier: a start costs seconds. Each spec keeps to namespaces of its own.
 */

let shared: Promise<ControlPlane> | undefined;

/** The API server of this run, with the custom resources of crds/; started by the first call, stopped after the last spec. */
export function controlPlane(): Promise<ControlPlane> {
  shared ??= ControlPlane.start().then(async (plane) => {
    await applyCustomResources(plane);
    return plane;
  });
  return shared;
}

// Outside of any describe: after everything.
after(async () => {
  const plane = await shared?.catch(() => undefined);
  await plane?.stop();
});
