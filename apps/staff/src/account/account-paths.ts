const account = (id: string) => `/accounts/${id}`

/** Addresses of accounts, their keys, and first sign-ins. */
export const accountPaths = {
  accounts: '/accounts',
  accountNew: '/accounts/new',
  account,
  accountDone: (id: string, code: string) => `${account(id)}?done=${code}`,
  accountGrants: (id: string) => `${account(id)}/grants`,
  accountGrantEnds: (id: string) => `${account(id)}/grants/ends`,
  accountContact: (id: string) => `${account(id)}/contact`,
  accountPapers: (id: string) => `${account(id)}/papers`,
  accountRemovals: (id: string) => `${account(id)}/removals`,
  me: '/me',
  meDone: (code: string) => `/me?done=${code}`,
  ownContact: '/me/contact',
  paper: '/paper',
  stepUpForAccounts: '/step-up?for=accounts',
  stepUpForKeys: '/step-up?for=keys',
  stepUpForMe: '/step-up?for=me',
  firstSignIn: '/first-sign-in',
  forgotten: '/forgotten',
  keys: '/keys',
  keysDone: (code: string) => `/keys?done=${code}`,
  ownKey: '/own-key',
  ownKeyDone: (code: string) => `/own-key?done=${code}`,
  epochs: '/keepers/epochs',
  keepersDone: (code: string) => `/keepers?done=${code}`,
  returning: '/returning',
  returned: (given: number, left: number) =>
    `/returning?${new URLSearchParams({ given: `${given}`, left: `${left}` })}`,
  readiness: '/readiness',
  readinessOf: (wave: string) => `/readiness?${new URLSearchParams({ wave })}`,
}
