import type { Words } from '#words/index.js'

/** What would be paid for somebody, named in one sentence. */
export const supportText = (words: Words, lines: readonly string[]): string =>
  words('staff.decision.supported', {
    lines: lines.map((line) => words.find(`option.costs_needed.${line}`) ?? line).join(', '),
  })
