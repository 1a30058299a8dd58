/** What could cost a person something, if we did it without looking first (DOMAIN: checking does no harm). */
export const harmItems = ['contact', 'letter', 'visa_data', 'publicity'] as const
export type HarmItem = (typeof harmItems)[number]

/** `open`: nobody has judged it, and no automatic mail goes to the person. */
export const harmVerdicts = ['open', 'safe', 'with_care', 'not_safe'] as const
export type HarmVerdict = (typeof harmVerdicts)[number]

/** True when each of the four items was judged: the gate of clearing, and of every decision that is released. */
export const isHarmJudged = (verdicts: readonly HarmVerdict[]): boolean =>
  verdicts.length === harmItems.length && !verdicts.includes('open')
