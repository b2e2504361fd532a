import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { credentialRedactionInjected } from "./credential-redaction-injected";

const attached = (namespace?: unknown): FixtureResource => ({
  type: AZURE.machineLearningCompute,
  name: "kubernetes",
  properties: {
    properties: { computeType: "Kubernetes", properties: { ...(namespace !== undefined && { namespace }) } },
  },
});
const backend = (backendNamespace: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo-operator",
  properties: { chart: "backend-operator", values: { global: { backendNamespace } } },
});
const namespace = (labels: Record<string, unknown> = { admission: "workloads" }): FixtureResource => ({
  type: "kubernetes:core/v1:Namespace",
  name: "azureml",
  properties: { metadata: { name: "azureml", labels } },
});
const filter = (
  data: Record<string, unknown> = { "sitecustomize.py": "import filter" },
  home = "azureml",
): FixtureResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "filter",
  properties: { metadata: { name: "redaction", namespace: home }, data },
});
const INJECTION = [
  'Object{spec: Object.spec{volumes: [Object.spec.volumes{name: "redaction", configMap: Object.spec.volumes.configMap{name: "redaction"}}],',
  "containers: object.spec.containers.map(c, Object.spec.containers{name: c.name,",
  'env: [Object.spec.containers.env{name: "PYTHONPATH", value: "/opt/redaction"}]})}}',
].join(" ");
const PODS = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] };
const policy = (spec: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:admissionregistration.k8s.io/v1beta1:MutatingAdmissionPolicy",
  name: "mend",
  properties: {
    metadata: { name: "mend" },
    spec: {
      matchConstraints: { resourceRules: [PODS] },
      mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression: INJECTION } }],
      ...spec,
    },
  },
});
const SELECTOR = { matchExpressions: [{ key: "admission", operator: "In", values: ["workloads"] }] };
const binding = (
  matchResources: unknown = { namespaceSelector: SELECTOR },
  policyName: unknown = "mend",
): FixtureResource => ({
  type: "kubernetes:admissionregistration.k8s.io/v1:MutatingAdmissionPolicyBinding",
  name: "mend-binding",
  properties: {
    metadata: { name: "mend" },
    spec: { policyName, ...(matchResources !== undefined && { matchResources }) },
  },
});
const TRACKED = { name: "MLFLOW_TRACKING_URI", value: "https://mlflow" };
const trainer = (container: Record<string, unknown>, more: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:batch/v1:Job",
  name: "trainer",
  properties: {
    metadata: { namespace: "azureml" },
    spec: { template: { spec: { containers: [{ name: "train", ...container }], ...more } } },
  },
});
const CARRIED = {
  env: [TRACKED, { name: "PYTHONPATH", value: "/opt/redaction:/code" }],
  volumeMounts: [{ name: "redaction", mountPath: "/opt/redaction/" }],
};
const VOLUMES = { volumes: [{ name: "redaction", configMap: { name: "redaction" } }] };

export default fixtures(credentialRedactionInjected, {
  pass: [
    {
      title: "a policy that is bound to the namespace of Azure Machine Learning",
      resources: [attached("azureml"), namespace(), filter(), policy(), binding()],
    },
    {
      title: "one that is bound by the namespace's name, for OSMO's backend",
      resources: [
        backend("azureml"),
        filter(),
        policy(),
        binding({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "azureml" } } }),
      ],
    },
    {
      title: "one that is bound to every namespace, as a patch in JSON",
      resources: [
        attached("azureml"),
        filter(),
        policy({ mutations: [{ patchType: "JSONPatch", jsonPatch: { expression: INJECTION } }] }),
        binding({}),
      ],
    },
    { title: "a job that carries the filter itself", resources: [filter(), trainer(CARRIED, VOLUMES)] },
  ],
  fail: [
    { title: "no policy", resources: [attached("azureml"), namespace(), filter()] },
    { title: "a policy that is bound to nothing", resources: [attached("azureml"), namespace(), filter(), policy()] },
    {
      title: "a binding of another policy",
      resources: [attached("azureml"), namespace(), filter(), policy(), binding(undefined, "other")],
    },
    {
      title: "a namespace without the label",
      resources: [attached("azureml"), namespace({}), filter(), policy(), binding()],
    },
    {
      title: "a namespace that is taken out",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy(),
        binding({
          namespaceSelector: { matchExpressions: [{ key: "admission", operator: "NotIn", values: ["workloads"] }] },
        }),
      ],
    },
    {
      title: "pods that have to ask for it by a label",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy(),
        binding({ namespaceSelector: SELECTOR, objectSelector: { matchLabels: { redact: "true" } } }),
      ],
    },
    {
      title: "pods that are let through where the policy fails",
      resources: [attached("azureml"), namespace(), filter(), policy({ failurePolicy: "Ignore" }), binding()],
    },
    {
      title: "a condition that never holds",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy({ matchConditions: [{ name: "never", expression: "false" }] }),
        binding(),
      ],
    },
    {
      title: "a policy of deployments, which leaves out their pods",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy({ matchConstraints: { resourceRules: [{ ...PODS, apiGroups: ["apps"], resources: ["deployments"] }] } }),
        binding(),
      ],
    },
    {
      title: "a policy that takes pods out again",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy({ matchConstraints: { resourceRules: [PODS], excludeResourceRules: [PODS] } }),
        binding(),
      ],
    },
    {
      title: "a filter in another namespace",
      resources: [attached("azureml"), namespace(), filter(undefined, "osmo-workflows"), policy(), binding()],
    },
    {
      title: "a ConfigMap without a filter",
      resources: [attached("azureml"), namespace(), filter({ "readme.md": "a" }), policy(), binding()],
    },
    {
      title: "a policy that adds something else",
      resources: [
        attached("azureml"),
        namespace(),
        filter(),
        policy({ mutations: [{ applyConfiguration: { expression: INJECTION.replace("PYTHONPATH", "OTHER") } }] }),
        binding(),
      ],
    },
    { title: "the namespace that nobody names", resources: [attached(), namespace(), filter(), policy(), binding()] },
    {
      title: "OSMO's backend by a chart of another name, without a policy",
      resources: [
        { ...backend("azureml"), properties: { chart: "./copy", values: { global: { backendNamespace: "azureml" } } } },
      ],
    },
    { title: "a job of training, with neither", resources: [trainer({ env: [TRACKED] })] },
    {
      title: "a job whose second container goes without",
      resources: [filter(), trainer(CARRIED, { ...VOLUMES, initContainers: [{ name: "prepare" }] })],
    },
    {
      title: "a job that puts its own code first",
      resources: [
        filter(),
        trainer({ ...CARRIED, env: [TRACKED, { name: "PYTHONPATH", value: "/code:/opt/redaction" }] }, VOLUMES),
      ],
    },
  ],
  unknown: [
    {
      title: "whether a cluster is attached is not known yet",
      resources: [
        {
          type: AZURE.machineLearningCompute,
          name: "kubernetes",
          properties: { properties: { computeType: unknown, properties: { namespace: "azureml" } } },
        },
      ],
    },
    { title: "the namespace is not known yet", resources: [attached(unknown), filter(), policy(), binding()] },
    {
      title: "which policy is bound is not known yet",
      resources: [attached("azureml"), namespace(), filter(), policy(), binding(undefined, unknown)],
    },
    {
      title: "the namespace's labels are not known yet",
      resources: [attached("azureml"), namespace({ admission: unknown }), filter(), policy(), binding()],
    },
    {
      title: "what the policy adds is not known yet",
      resources: [attached("azureml"), namespace(), filter(), policy({ mutations: unknown }), binding()],
    },
  ],
  notApplicable: [
    { title: "no training", resources: [namespace(), filter(), policy(), binding()] },
    {
      title: "a computer of Azure Machine Learning that is no cluster",
      resources: [
        {
          type: AZURE.machineLearningCompute,
          name: "notebook",
          properties: { properties: { computeType: "ComputeInstance" } },
        },
      ],
    },
    { title: "a job of something else", resources: [trainer({ env: [{ name: "PGHOST", value: "db" }] })] },
  ],
});
