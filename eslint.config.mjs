import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Imports point one way (CONTRIBUTING.md): what each folder may not reach. */
const mayNotImport = (files, patterns) => ({
  files,
  rules: {
    "no-restricted-imports": ["error", { patterns: patterns.map(({ regex, message }) => ({ regex, message })) }],
  },
});
const rootOfSdk = {
  regex: "^@pulumi/(azure-native|kubernetes)$",
  message: "Import the submodule, as in @pulumi/azure-native/network: the root loads every class.",
};
const folder = (names, message) => ({ regex: `^(\\.\\./)+(${names})(/|$)`, message });

export default tseslint.config(
  { ignores: ["node_modules", "policies/bin", "out", "coverage"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  {
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
  mayNotImport(["index.ts", "bench/**", "tests/**", "tools/**"], [rootOfSdk]),
  mayNotImport(
    ["components/**/*.ts"],
    [
      rootOfSdk,
      folder(
        "policies|offline|assurance|audit|explain|tests",
        "components meet the policies in the resource graph, nowhere else.",
      ),
    ],
  ),
  mayNotImport(
    ["policies/**/*.ts"],
    [
      { regex: "^@pulumi/(?!policy$|policy/|pulumi$|pulumi/)", message: "The pack loads no provider SDK at run time." },
      { regex: "^(?!\\.|node:|@pulumi/).+", message: "The pack has no dependency but the policy SDK." },
      folder(
        "components|offline|assurance|audit|explain|tests|tools",
        "The pack is published as it stands: nothing above policies/.",
      ),
    ],
  ),
  mayNotImport(
    ["offline/**/*.ts"],
    [
      rootOfSdk,
      folder(
        "policies|components|audit|explain|tests",
        "offline hosts any program and pack; it reads results through assurance.",
      ),
    ],
  ),
  mayNotImport(
    ["assurance/**/*.ts"],
    [
      folder("components|offline|audit|explain|tests", "assurance reads evidence and the model, nothing else."),
      folder("policies/(?!catalogue|model)", "assurance reads the pack through policies/model and policies/catalogue."),
    ],
  ),
  mayNotImport(
    ["audit/**/*.ts"],
    [
      folder("components|explain|tests", "audit judges runs and states of any program."),
      folder("policies/(?!catalogue|model)", "audit reads the pack through policies/model and policies/catalogue."),
    ],
  ),
  mayNotImport(
    ["explain/**/*.ts"],
    [folder("components|audit|tests", "explain reads the model and the controls, and names other files.")],
  ),
);
