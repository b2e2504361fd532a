import type { Control } from "../framework/control";
import { subnetOwnNsg } from "./denial-of-service/subnet-own-nsg";
import { storageSharedKeyDisabled } from "./information-disclosure/storage-shared-key-disabled";

/** Every control of the pack. `npm run new-control` adds to it. */
export const controls: readonly Control[] = [subnetOwnNsg, storageSharedKeyDisabled];
