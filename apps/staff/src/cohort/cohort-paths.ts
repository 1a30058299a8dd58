import { withQuery } from '../shell/with-query.js'

const list = (id: string) => `/board/lists/${id}`
const run = (id: string) => `/board/runs/${id}`

/** How a list is looked at: codes, a filter of codes, and the ids of a search and a person. */
export interface LookQuery {
  readonly order?: string
  readonly show?: string
  readonly filter?: string
  readonly search?: string
  readonly after?: string
  readonly why?: string
  readonly acts?: string
}

/** Addresses of the rules, draft lists and runs of the board. */
export const cohortPaths = {
  rules: '/board/rules',
  rulesDone: (code: string) => `/board/rules?done=${code}`,
  shortlist: '/board/shortlist',
  shortlistDone: (code: string) => `/board/shortlist?done=${code}`,
  lists: '/board/lists',
  listsFrom: (query: { readonly lists?: string; readonly runs?: string }) => withQuery('/board/lists', query),
  list,
  listFrom: (id: string, query: LookQuery) => withQuery(list(id), query),
  listDone: (id: string, code: string) => `${list(id)}?done=${code}`,
  listAct: (id: string, batch: number) => `${list(id)}/acts/${batch}`,
  listWords: (id: string) => `${list(id)}/words`,
  listMoves: (id: string, query: LookQuery = {}) => withQuery(`${list(id)}/moves`, query),
  listSearches: (id: string, query: LookQuery) => withQuery(`${list(id)}/searches`, query),
  listUndos: (id: string) => `${list(id)}/undos`,
  listDecisions: (id: string, query: object = {}) => withQuery(`${list(id)}/decisions`, query),
  listSummary: (id: string) => `${list(id)}/summary`,
  listComparison: (id: string, other: string) => withQuery(`${list(id)}/comparison`, { with: other }),
  listRuns: (id: string) => `${list(id)}/runs`,
  run,
  runCancellations: (id: string) => `${run(id)}/cancellations`,
  runLotteries: (id: string) => `${run(id)}/lotteries`,
  lottery: (id: string) => `/board/lotteries/${id}`,
  lotteryCancellations: (id: string) => `/board/lotteries/${id}/cancellations`,
  lotteryDraws: (id: string) => `/board/lotteries/${id}/draws`,
  listLots: (id: string) => `${list(id)}/waitlist-lots`,
  waitlistLots: (id: string) => `/board/waitlist-lots/${id}`,
  waitlistDraws: (id: string) => `/board/waitlist-lots/${id}/draws`,
  runRelaxations: (id: string) => `${run(id)}/relaxations`,
}
