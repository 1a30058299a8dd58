import type { ScreeningQuery } from '#features/application/staff/screening/read-screening.js'
import { withQuery } from '../shell/with-query.js'

const file = (id: string) => `/applications/${id}`

/** Addresses of screening: ids, codes and filters only. */
export const screeningPaths = {
  screening: '/screening',
  screeningDone: (code: string) => `/screening?done=${code}`,
  screeningFrom: (query: ScreeningQuery) => withQuery('/screening', query),
  screeningRuns: '/screening/runs',
  screeningRun: (run: string) => `/screening/runs?${new URLSearchParams({ run })}`,
  eligibility: (id: string) => `${file(id)}/eligibility`,
  flags: (id: string) => `${file(id)}/flags`,
  duplicates: '/duplicates',
  duplicatesFrom: (after?: string) => withQuery('/duplicates', { after }),
  judgedPairs: '/duplicates/judged',
  judgedPairsFrom: (after?: string) => withQuery('/duplicates/judged', { after }),
  duplicatesDone: (code: string) => `/duplicates?done=${code}`,
  proxies: '/proxies',
  proxyLimit: '/proxies/limit',
  proxiesDone: (code: string) => `/proxies?done=${code}`,
}
