import { deskPaths } from './desk/desk-paths.js'

const file = (id: string) => `/applications/${id}`
const nomination = (id: string) => `/nominations/${id}`

/** What the list shows: a state, an order, the id of a kept search, the id of the file after which a page begins. */
export interface ListQuery {
  readonly state?: string
  readonly order?: string
  readonly search?: string
  readonly after?: string
}

/** Every address of the console. Ids of rows and codes only: no names, no case numbers, no text. */
export const paths = {
  ...deskPaths,
  home: '/',
  signIn: '/sign-in',
  signInEnded: '/sign-in?ended=yes',
  signInKept: '/sign-in?ended=kept',
  signOut: '/sign-out',
  sessions: '/sessions',
  otherSessions: '/sessions/ends',
  applications: '/applications',
  searches: '/searches',
  applicationsFrom: (query: ListQuery) => {
    const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
    return given.length === 0 ? '/applications' : `/applications?${new URLSearchParams(given)}`
  },
  applicationsAfter: (notice: string) => `/applications?notice=${notice}`,
  application: file,
  applicationNotice: (id: string, code: string) => `${file(id)}?notice=${code}`,
  applicationDone: (id: string, code: string) => `${file(id)}?done=${code}`,
  moves: (id: string) => `${file(id)}/moves`,
  conflicts: (id: string) => `${file(id)}/conflicts`,
  reviews: (id: string) => `${file(id)}/reviews`,
  reviewConfirmation: (id: string) => `${file(id)}/reviews/confirmation`,
  questions: (id: string) => `${file(id)}/questions`,
  sharing: (id: string) => `${file(id)}/sharing`,
  assignments: (id: string) => `${file(id)}/assignments`,
  assignmentEnds: (id: string) => `${file(id)}/assignments/ends`,
  unasked: '/references',
  references: (id: string) => `${file(id)}/references`,
  referencesDone: (id: string, code: string) => `${file(id)}/references?done=${code}`,
  referenceRequests: (id: string) => `${file(id)}/references/requests`,
  referenceRenewals: (id: string, reference: string) => `${file(id)}/references/${reference}/renewals`,
  vouchers: (id: string) => `${file(id)}/references/vouchers`,
  checks: (id: string) => `${file(id)}/checks`,
  holds: (id: string) => `${file(id)}/holds`,
  extensions: (id: string) => `${file(id)}/extensions`,
  lateCodes: '/late-codes',
  lateCodesKept: '/late-codes/keeping',
  editionCall: '/edition-call',
  standingForm: '/edition-call/form',
  editionArchive: '/edition-call/archive',
  callWindows: '/edition-call/windows',
  callWindowNew: '/edition-call/windows/new',
  callWindow: (id: string) => `/edition-call/windows/${id}`,
  callWindowStale: (id: string) => `/edition-call/windows/${id}?notice=stale`,
  callWindowRemovals: (id: string) => `/edition-call/windows/${id}/removals`,
  dangerContacts: '/danger-contacts',
  dangerContactNew: '/danger-contacts/new',
  dangerContact: (id: string) => `/danger-contacts/${id}`,
  dangerContactStale: (id: string) => `/danger-contacts/${id}?notice=stale`,
  dangerContactRemovals: (id: string) => `/danger-contacts/${id}/removals`,
  dangerContactMoves: (id: string) => `/danger-contacts/${id}/moves`,
  notes: '/notes',
  note: (id: string) => `/notes/${id}`,
  noteAnswers: (id: string) => `/notes/${id}/answers`,
  lostCodes: '/lost-codes',
  lostCode: (id: string) => `/lost-codes/${id}`,
  lostCodeOf: (id: string) => `${file(id)}/lost-codes`,
  lostCodeWord: (id: string) => `/lost-codes/${id}/code-word`,
  lostCodeChecks: (id: string) => `/lost-codes/${id}/checks`,
  lostCodeSheets: (id: string) => `/lost-codes/${id}/codes`,
  lostCodeKept: (id: string) => `/lost-codes/${id}/keeping`,
  lostCodeEnds: (id: string) => `/lost-codes/${id}/ends`,
  decisions: (id: string) => `${file(id)}/decisions`,
  decisionClearing: (id: string) => `${file(id)}/decisions/clearing`,
  approvals: (id: string, decision: string) => `${file(id)}/decisions/${decision}/approvals`,
  screeningSkips: (id: string) => `${file(id)}/screening-skips`,
  nominations: '/nominations',
  nominationNew: '/nominations/new',
  nomination,
  nominationDone: (id: string, code: string) => `${nomination(id)}?done=${code}`,
  nominationMoves: (id: string) => `${nomination(id)}/moves`,
  nominationInvitations: (id: string) => `${nomination(id)}/invitations`,
  nominationList: '/nomination-lists',
  partners: '/partners',
  partnersDone: (code: string) => `/partners?done=${code}`,
  partnerEnds: (id: string) => `/partners/${id}/ends`,
  board: '/board',
  releaseOf: (wave: string) => `/releases?${new URLSearchParams({ wave })}`,
  releases: '/releases',
  audit: '/audit',
  auditBefore: (seq: string) => `/audit?before=${seq}`,
  keepers: '/keepers',
  duplicates: '/duplicates',
}
