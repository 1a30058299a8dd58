import type { Lang } from '#words/index.js'

/** Every address of the public pages in one language. No ids of persons, no codes, no answers. */
export const pathsFor = (lang: Lang) => ({
  start: `/${lang}`,
  needs: `/${lang}/needs`,
  visaList: `/${lang}/visa-list`,
  code: `/${lang}/code`,
  codeKept: `/${lang}/code/keeping`,
  signIn: `/${lang}/sign-in`,
  signOut: `/${lang}/sign-out`,
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
  help: `/${lang}/help`,
  privacy: `/${lang}/privacy`,
  accessibility: `/${lang}/accessibility`,
})

export type Paths = ReturnType<typeof pathsFor>
