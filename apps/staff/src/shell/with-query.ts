type Given = string | number | boolean | null | undefined

/** An address with the codes and ids that are given, each of several of one name; those left empty are left out. */
export function withQuery(target: string, query: object): string {
  const given = Object.entries(query).flatMap(([name, value]: [string, Given | Given[]]) =>
    [value].flat().flatMap((one) => (one ? [[name, String(one)]] : [])),
  )
  return given.length === 0 ? target : `${target}?${new URLSearchParams(given)}`
}
