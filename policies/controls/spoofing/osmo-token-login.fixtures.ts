import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoTokenLogin } from "./osmo-token-login";

const release = (values: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "backend",
  properties: {
    chart: "backend-operator",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values,
    ...properties,
  },
});
const token = (services: Record<string, unknown> = {}) => ({
  global: { loginMethod: "token", accountTokenSecret: "backend-token" },
  services,
});
const listener = (container: Record<string, unknown>): FixtureResource => ({
  type: KUBERNETES.deployment,
  name: "listener",
  properties: {
    spec: {
      template: {
        spec: {
          containers: [{ name: "backend-listener", image: "nvcr.io/nvidia/osmo/backend-listener:6.3.1", ...container }],
        },
      },
    },
  },
});
const TOKEN_ARGS = ["--token_file", "/opt/osmo/secrets/token.txt", "--login_method", "token"];

export default fixtures(osmoTokenLogin, {
  pass: [
    { title: "a token from a Secret", resources: [release(token())] },
    {
      title: "OSMO is reached by TLS",
      resources: [release({ global: { loginMethod: "token", serviceUrl: "https://osmo.example.org" } })],
    },
    { title: "the Secret that the chart names", resources: [release({ global: { loginMethod: "token" } })] },
    {
      title: "a token from a file that follows the vault",
      resources: [release(token({ backendWorker: { extraArgs: ["--token_file", "/mnt/vault/token"] } }))],
    },
    {
      title: "the chart that is to replace the others",
      resources: [
        release(
          {
            planes: { compute: { enabled: true } },
            compute: { authentication: { existingSecret: "backend-token" } },
          },
          { chart: "osmo" },
        ),
      ],
    },
    { title: "a rendered backend", resources: [listener({ args: TOKEN_ARGS })] },
  ],
  fail: [
    { title: "the chart's default, a password", resources: [release({})] },
    { title: "a password", resources: [release({ global: { loginMethod: "password" } })] },
    { title: "a method that the chart does not know", resources: [release({ global: { loginMethod: "Token" } })] },
    {
      title: "no Secret",
      resources: [release({ global: { loginMethod: "token", accountTokenSecret: "" } })],
    },
    {
      title: "development mode",
      resources: [release(token({ backendListener: { extraArgs: ["--method", "dev", "--username", "admin"] } }))],
    },
    {
      title: "development mode in a file of values",
      resources: [
        release(
          { global: { loginMethod: "token" } },
          { valueYamlFiles: [{ text: 'services: { backendWorker: { extraArgs: ["--method=dev"] } }' }] },
        ),
      ],
    },
    {
      title: "a password behind the token, and the last one counts",
      resources: [release(token({ backendListener: { extraArgs: ["--login_method", "password"] } }))],
    },
    {
      title: "a token in an argument",
      resources: [release(token({ backendListener: { extraArgs: ["--token=0123456789"] } }))],
    },
    {
      title: "a password in a variable",
      resources: [release(token({ backendListener: { extraEnvs: [{ name: "OSMO_LOGIN_PASSWORD", value: "x" }] } }))],
    },
    {
      title: "OSMO is reached in plain text",
      resources: [release({ global: { loginMethod: "token", serviceUrl: "HTTP://osmo-gateway.osmo" } })],
    },
    {
      title: "OSMO is reached in plain text, by an argument",
      resources: [release(token({ backendListener: { extraArgs: ["--host", "http://osmo-gateway.osmo"] } }))],
    },
    {
      title: "a rendered backend that reaches OSMO in plain text",
      resources: [listener({ args: [...TOKEN_ARGS, "--host=http://osmo-agent"] })],
    },
    {
      title: "the chart that is to replace the others, without a Secret",
      resources: [release({ planes: { compute: { enabled: true } } }, { chart: "osmo" })],
    },
    {
      title: "a rendered backend in development mode",
      resources: [listener({ args: ["--method=dev", ...TOKEN_ARGS] })],
    },
    {
      title: "a rendered backend with a password",
      resources: [listener({ args: ["--username", "admin", "--password_file", "/opt/osmo/secrets/password.txt"] })],
    },
  ],
  unknown: [
    { title: "the values are not known yet", resources: [release(unknown)] },
    { title: "the method is not known yet", resources: [release({ global: { loginMethod: unknown } })] },
    {
      title: "OSMO's address is not known yet",
      resources: [release({ global: { loginMethod: "token", serviceUrl: unknown } })],
    },
    {
      title: "an argument is not known yet",
      resources: [release(token({ backendListener: { extraArgs: ["--method", unknown] } }))],
    },
    { title: "a rendered backend's arguments are not known yet", resources: [listener({ args: unknown })] },
  ],
  notApplicable: [
    { title: "another chart", resources: [release({}, { chart: "postgresql", repositoryOpts: {} })] },
    { title: "a release of the control plane alone", resources: [release({}, { chart: "osmo" })] },
    { title: "another workload", resources: [listener({ name: "web", image: "nginx:1.29" })] },
  ],
});
