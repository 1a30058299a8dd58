/** The value; a demonstration ends where a use-case refuses. */
export const must = <T>(outcome: { ok: true; value: T } | { ok: false; code: string }, what: string): T => {
  if (!outcome.ok) throw new Error(`${what} ${outcome.code}`)
  return outcome.value
}
