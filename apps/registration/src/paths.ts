import type { Lang } from '#words/index.js'

/** Pages of a nominee, and of a partner who puts people forward. */
const nominationPaths = (lang: Lang) => ({
  invitation: `/${lang}/invitation`,
  invitationStart: `/${lang}/invitation/start`,
  invitationObjection: `/${lang}/invitation/objection`,
  invitationEnded: `/${lang}/invitation-ended`,
  nominations: `/${lang}/nominations`,
  nominationsNamed: (number: string) => `/${lang}/nominations?named=${number}`,
  nominate: `/${lang}/nominations/new`,
  partnerSignOut: `/${lang}/nominations/sign-out`,
})

/** Personal links, and what a referee does behind one. */
const linkPaths = (lang: Lang) => ({
  link: (token: string) => `/${lang}/link/${token}`,
  linkRenewal: (token: string) => `/${lang}/link/${token}/renewal`,
  linkAsked: `/${lang}/link-asked`,
  reference: `/${lang}/reference`,
  referenceDecline: `/${lang}/reference/decline`,
  referenceAcceptance: `/${lang}/reference/acceptance`,
  referenceSent: `/${lang}/reference/sent`,
  referenceEnded: `/${lang}/reference/ended`,
  referee: (place: number) => `/${lang}/people/${place}`,
})

/** What a person keeps, changes and answers after sending. */
const afterSending = (lang: Lang) => ({
  answersFile: (kind: 'txt' | 'json') => `/${lang}/answers.${kind}`,
  copy: `/${lang}/copy`,
  copyRemoval: `/${lang}/copy/removal`,
  codeAgain: (papers: string) => `/${lang}/code/again/${papers}`,
  replacement: `/${lang}/replacement`,
  replacementOf: (key: string) => `/${lang}/replacement/${key}`,
  questionAnswer: `/${lang}/question/answer`,
})

/** Code, safety and contact of one's own file. */
const ownPaths = (lang: Lang) => ({
  left: `/${lang}/withdrawal/receipt`,
  newCode: `/${lang}/new-code`,
  newCodeKept: `/${lang}/new-code/keeping`,
  keeping: `/${lang}/keeping`,
  pause: `/${lang}/pause`,
  notMe: `/${lang}/not-me`,
  waitlist: `/${lang}/waitlist`,
  consents: `/${lang}/consents`,
  preferences: `/${lang}/preferences`,
  preferencesSaved: `/${lang}/preferences/saved`,
  mailStop: `/${lang}/preferences/stop`,
  note: `/${lang}/write`,
  noteSent: `/${lang}/write/received`,
})

const allPaths = (lang: Lang) => ({
  ...ownPaths(lang),
  ...afterSending(lang),
  start: `/${lang}`,
  needs: `/${lang}/needs`,
  visaList: `/${lang}/visa-list`,
  code: `/${lang}/code`,
  codeKept: `/${lang}/code/keeping`,
  signIn: `/${lang}/sign-in`,
  signOut: `/${lang}/sign-out`,
  presence: `/${lang}/presence`,
  leaving: `/${lang}/leaving`,
  sections: `/${lang}/application`,
  section: (key: string) => `/${lang}/application/${key}`,
  answers: `/${lang}/answers`,
  submission: `/${lang}/submission`,
  sent: `/${lang}/sent`,
  home: `/${lang}/home`,
  message: (id: string) => `/${lang}/messages/${id}`,
  messageOpening: (id: string) => `/${lang}/messages/${id}/opening`,
  messageRemoval: (id: string) => `/${lang}/messages/${id}/removal`,
  reply: `/${lang}/reply`,
  withdrawal: `/${lang}/withdrawal`,
  withdrawn: `/${lang}/withdrawn`,
  travelPapers: `/${lang}/travel-papers`,
  tasks: `/${lang}/tasks`,
  taskCompletion: (id: string) => `/${lang}/tasks/${id}/completion`,
  tooYoung: `/${lang}/thank-you`,
  ...linkPaths(lang),
  ...nominationPaths(lang),
  help: `/${lang}/help`,
  privacy: `/${lang}/privacy`,
  accessibility: `/${lang}/accessibility`,
})

export type Paths = ReturnType<typeof allPaths>

const made = new Map<Lang, Paths>()

/** Every address of the public pages in one language. No ids of persons, no codes, no answers. */
export function pathsFor(lang: Lang): Paths {
  // A page asks for them some hundred times.
  const known = made.get(lang) ?? allPaths(lang)
  made.set(lang, known)
  return known
}
