/** An address with the codes and ids that are given, several of one name where there are several; those left empty are left out. */
export function withQuery(target: string, query: object): string {
  const given = Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
    [value].flat().flatMap((one) => (one ? [[name, String(one)]] : [])),
  )
  return given.length === 0 ? target : `${target}?${new URLSearchParams(given)}`
}
