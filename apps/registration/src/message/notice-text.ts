import type { PhaseNotice } from '#features/application/registration/after-sending/phase-notices.js'
import type { Words } from '#words/index.js'

/** A notice in the words of the page: what happens now, until when, and about how many wait. */
export const noticeText = (words: Words, { phase, untilOn, about }: PhaseNotice): string =>
  [
    words.find(`phase_notice.${phase}`),
    untilOn === null ? undefined : words('phase_notice.until', { date: words.date(untilOn) }),
    about === null ? undefined : words('phase_notice.about', { count: about }),
    words('phase_notice.nothing_to_do'),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
