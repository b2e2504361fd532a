export interface Volume {
  readonly name: string;
  readonly [source: string]: unknown;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

/** A variable of a container's environment. Secrets come by reference, never as a value. */
export type EnvVar =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

export function fromSecret(name: string, secretKeyRef: { readonly name: string; readonly key: string }): EnvVar {
  return { name, valueFrom: { secretKeyRef } };
}

interface ConfigFile {
  readonly name: string;
  readonly mountPath: string;
}

/** Volume of a ConfigMap that holds files. */
export function configVolume({ name }: ConfigFile): Volume {
  return { name, configMap: { name } };
}

export function configMount({ name, mountPath }: ConfigFile): VolumeMount {
  return { name, mountPath, readOnly: true };
}
