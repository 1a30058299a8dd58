const batch = (id: string) => `/decision-batches/${id}`
const given = (query: object): string =>
  new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString()

/** Addresses of decisions about many files: ids and codes only. */
export const decideManyPaths = {
  decisionBatches: '/decision-batches',
  decisionBatchNew: (query: object) => `/decision-batches/new?${given(query)}`,
  decisionDryRun: '/decision-batches/dry-run',
  decisionDryRunOf: (query: object) => `/decision-batches/dry-run?${given(query)}`,
  decisionBatch: batch,
  decisionBatchDone: (id: string, code: string) => `${batch(id)}?done=${code}`,
  decisionBatchEnds: (id: string) => `${batch(id)}/ends`,
  decisionBatchRequests: (id: string) => `${batch(id)}/requests`,
}
