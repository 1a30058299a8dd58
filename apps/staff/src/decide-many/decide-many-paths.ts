import { withQuery } from '../shell/with-query.js'

const batch = (id: string) => `/decision-batches/${id}`

/** Addresses of decisions about many files: ids and codes only. */
export const decideManyPaths = {
  decisionBatches: '/decision-batches',
  decisionBatchNew: (query: object) => withQuery('/decision-batches/new', query),
  decisionDryRun: '/decision-batches/dry-run',
  decisionDryRunOf: (query: object) => withQuery('/decision-batches/dry-run', query),
  decisionBatch: batch,
  decisionBatchDone: (id: string, code: string) => `${batch(id)}?done=${code}`,
  decisionBatchEnds: (id: string) => `${batch(id)}/ends`,
  decisionBatchRequests: (id: string) => `${batch(id)}/requests`,
}
