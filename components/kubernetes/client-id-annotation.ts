/** Annotation of a service account with the client id of the workload identity that trusts it. */
export const CLIENT_ID_ANNOTATION = "azure.workload.identity/client-id";
