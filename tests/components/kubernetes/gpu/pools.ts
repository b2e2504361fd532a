import { gpuPool } from "../../../../components/compute/gpu-pools";
import type { GpuPool, GpuPoolRequest } from "../../../../components/compute/gpu-pools";
import type { ImageSource } from "../../../../components/kubernetes/gpu/chart-images";
import { requiredImages } from "../../../../components/registry/images";

/** A pool of a size, with what the test is about. */
export function pool(name: string, size: string, changes: Partial<GpuPoolRequest> = {}): GpuPool {
  return gpuPool(name, {
    size,
    subnet: "gpu",
    minCount: 0,
    maxCount: 1,
    spot: false,
    zones: [],
    taints: [],
    labels: {},
    ...changes,
  });
}

export const A10 = "Standard_NV36ads_A10_v5";
export const A100 = "Standard_NC24ads_A100_v4";
export const H100_NVL = "Standard_NC40ads_H100_v5";
export const H100_SXM = "Standard_ND96isr_H100_v5";
export const RTX_PRO = "Standard_NC128ds_xl_RTXPRO6000BSE_v6";

/** The registry's list, and a registry. */
export const registry: ImageSource = {
  images: requiredImages({ osmo: false, gpus: true }, {}),
  registryHost: "cr.azurecr.io",
};

/** Every text in a value that names an image of some registry. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
