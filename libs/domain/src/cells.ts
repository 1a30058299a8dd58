/** One cell with what ends it; a quoted one may hold anything, its quotes doubled. */
const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y

/**
 * Reads comma separated values (RFC 4180: quotes double inside quotes, lines end in LF or CRLF; a byte order mark is passed
 * over). Lines of cells, or the number of the line in which a quote does not end or stands inside a bare cell.
 */
export function cellsOf(pasted: string): string[][] | number {
  const text = pasted.replace(/^\uFEFF/, '')
  const lines: string[][] = [[]]
  cell.lastIndex = 0
  for (let at = 0; at <= text.length; at = cell.lastIndex) {
    const found = cell.exec(text)
    if (!found) return lines.length
    const [whole, quoted, bare = '', end] = found
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '') break
    if (end !== ',') lines.push([])
    if (whole === '') return lines.length
  }

  return lines
}

/** True for a line in which nothing is written. */
export const isBlankLine = (cells: readonly string[]): boolean => cells.every((text) => text.trim() === '')
