/** Downloads the driver and keeps it only if its SHA-256 is the one that is expected. Bytes that are not never have a name. */
export const DOWNLOAD = `import hashlib
import os
import sys
import urllib.request

BLOCK = 1024 * 1024


def main():
    url = os.environ["DRIVER_URL"]
    expected = os.environ["DRIVER_SHA256"]
    target = os.environ["DRIVER_FILE"]
    partial = target + ".partial"
    digest = hashlib.sha256()
    with urllib.request.urlopen(url, timeout=60) as response, open(partial, "wb") as file:
        while block := response.read(BLOCK):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != expected:
        os.remove(partial)
        sys.exit(f"The driver's SHA-256 is {digest.hexdigest()}, not {expected}.")
    os.replace(partial, target)
    print(f"The driver is here: {os.path.getsize(target)} bytes.")


main()
`;

/**
 * Installs the driver in the node's file system, which is at NODE_ROOT. It reaches the network as the pod does, so the node's
 * own list of name servers is covered by the pod's for as long as the pod's view of the file system lasts. A node that has a
 * driver that works is left as it is.
 *
 * What it builds with comes from the node's image; only what that lacks is fetched from Ubuntu's archives. Blackwell GPUs
 * have open kernel modules alone (\`-M open\`).
 */
export const INSTALL = `set -euo pipefail
node="\${NODE_ROOT:-/node}"

if chroot "$node" nvidia-smi; then
  echo "The node has a driver that works."
  exit 0
fi

echo "$DRIVER_SHA256  $DRIVER_FILE" | sha256sum --check --quiet
staged="$(mktemp -d -p "$node/var/tmp" grid-driver.XXXXXX)"
trap 'rm -rf "$staged"' EXIT
install -m 0700 "$DRIVER_FILE" "$staged/installer.run"
# Once more: it is this copy that runs.
echo "$DRIVER_SHA256  $staged/installer.run" | sha256sum --check --quiet

resolver="$(chroot "$node" readlink -f /etc/resolv.conf)"
mount --bind /etc/resolv.conf "$node$resolver"

kernel="$(uname -r)"
if ! chroot "$node" test -e "/lib/modules/$kernel/build" || ! chroot "$node" sh -c 'command -v gcc make' >/dev/null; then
  chroot "$node" apt-get update -qq
  chroot "$node" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \\
    "linux-headers-$kernel" gcc make
fi

chroot "$node" "\${staged#"$node"}/installer.run" --silent --no-drm --concurrency-level=4 -M open
chroot "$node" modprobe nvidia
chroot "$node" modprobe nvidia-uvm
chroot "$node" nvidia-smi
`;
