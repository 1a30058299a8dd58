const file = (id: string) => `/applications/${id}`

/** Addresses of screening: ids, codes and filters only. */
export const screeningPaths = {
  screening: '/screening',
  screeningDone: (code: string) => `/screening?done=${code}`,
  screeningFrom: (query: Readonly<Record<string, string | undefined>>) => {
    const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
    return given.length === 0 ? '/screening' : `/screening?${new URLSearchParams(given)}`
  },
  screeningRuns: '/screening/runs',
  screeningRun: (run: string) => `/screening/runs?${new URLSearchParams({ run })}`,
  eligibility: (id: string) => `${file(id)}/eligibility`,
  flags: (id: string) => `${file(id)}/flags`,
  duplicates: '/duplicates',
  duplicatesDone: (code: string) => `/duplicates?done=${code}`,
  proxies: '/proxies',
  proxiesDone: (code: string) => `/proxies?done=${code}`,
}
