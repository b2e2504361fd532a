import { checkov } from "./checkov";
import { cisAks } from "./cis-aks";
import { kubeLinter } from "./kube-linter";
import { podSecurity } from "./pod-security";
import { psrule } from "./psrule";
import { pulumiCisAks } from "./pulumi-cis-aks";
import type { Yardstick } from "./yardstick";

export const yardsticks: readonly Yardstick[] = [psrule, podSecurity, cisAks, pulumiCisAks, kubeLinter, checkov];
