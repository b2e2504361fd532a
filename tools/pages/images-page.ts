import { nameOf, requiredImages } from "../../components/registry/images";
import { code, table } from "./table";

/** The images that have to be brought into the registry, and from where. */
export function imagesPage(): string {
  return [
    "# Images",
    "Generated from components/registry/images.ts by `npm run docs`. The cluster pulls from the platform's own registry alone (G4). `pulumi stack output imageImports` prints the commands that bring the images in; the registry fetches them itself over Azure's control plane, so they work while it is closed.",
    "The table has the images of every part; a stack needs those of the parts that it has.",
    "Where a publisher names no digest, look it up yourself and put it into `imageDigests`: `pulumi config set --path 'imageDigests[\"osmo/service:6.3.1\"]' sha256:...`. NVIDIA's registry asks for an account: add `--username '$oauthtoken' --password <NGC key>` to its commands. OSMO starts every workflow's pod with `osmo/init-container` and `osmo/client`, and admission refuses pods whose images have no digest: give at least these two ([OSMO](osmo.md)).",
    table(
      ["Image", "From", "Digest", "Needed by"],
      requiredImages({ osmo: true, gpus: true, machineLearning: true }, {}).map((image) => [
        code(nameOf(image)),
        code(image.source),
        image.digest ? code(image.digest) : "not published",
        image.neededBy,
      ]),
    ),
  ].join("\n\n");
}
