import { baseline } from "./baseline";
import { denialOfService } from "./denial-of-service";
import { elevationOfPrivilege } from "./elevation-of-privilege";
import { informationDisclosure } from "./information-disclosure";
import { repudiation } from "./repudiation";
import type { Row } from "./rows";
import { spoofing } from "./spoofing";
import { tampering } from "./tampering";

/** Every mutation, by the folder of the controls that catch it. */
export const TABLE: Readonly<Record<string, readonly Row[]>> = {
  spoofing,
  tampering,
  repudiation,
  "information-disclosure": informationDisclosure,
  "denial-of-service": denialOfService,
  "elevation-of-privilege": elevationOfPrivilege,
  baseline,
};
