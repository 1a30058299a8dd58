/** Two files whose people must be kept apart; the order of the two says nothing. */
export type ApartPair = readonly [string, string]

/**
 * Whether two people may share a room, a floor, a car, a pick-up point. Says no and never why: the reason is the security
 * officer's alone. A person shares with themselves.
 */
export const mayShare = (pairs: readonly ApartPair[], a: string, b: string): boolean =>
  !pairs.some(([first, second]) => (first === a && second === b) || (first === b && second === a))
