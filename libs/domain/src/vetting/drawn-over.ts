/** How one entry of a form stands to what is on file: as it was drawn, changed over what stands, or over what stands no more. */
export type DrawnOver = 'untouched' | 'changed' | 'stale'

/**
 * Judges an entry by the finding its form was drawn over (`over`: its id, absent where none stood) and the findings of the
 * same point, the newest first. `says`: this finding says all that the entry does. Left as it was drawn, an entry says
 * nothing, whatever stands by now; so does one that says what stands.
 */
export function drawnOver<K extends { readonly id: string }>(
  over: string | undefined,
  findings: readonly K[],
  says: (finding: K) => boolean,
): DrawnOver {
  const [standing] = findings
  const drawn = findings.find(({ id }) => id === over)
  if ([drawn, standing].some((one) => one !== undefined && says(one))) return 'untouched'

  return standing?.id === over ? 'changed' : 'stale'
}
