const quoted = /[",\r\n]/
// What a spreadsheet would work out instead of showing (OWASP: CSV injection).
const formula = /^[=+\-@\t\r]/

/**
 * Comma separated values (RFC 4180) with a byte order mark, lines ending in CRLF. A cell that a spreadsheet would take for
 * a formula begins with an apostrophe; figures stay figures.
 */
export const csvText = (lines: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${lines.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`

function cellText(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
