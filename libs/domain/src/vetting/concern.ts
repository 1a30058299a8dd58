/** What two people say of an integrity concern; one that stays open keeps the file from being cleared, as a confirmed one does. */
export const concernOutcomes = ['unfounded', 'confirmed', 'stays_open'] as const
export type ConcernOutcome = (typeof concernOutcomes)[number]
