/** What came of a call; never a word of what was said. */
export const callOutcomes = ['reached', 'not_reached', 'wrong_person', 'code_word_failed', 'call_later'] as const
export type CallOutcome = (typeof callOutcomes)[number]
