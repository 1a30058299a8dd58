/** An address with the codes and ids that are given; those left empty are left out. */
export function withQuery(target: string, query: object): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return given.length === 0 ? target : `${target}?${new URLSearchParams(given)}`
}
