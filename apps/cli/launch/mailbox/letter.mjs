// Enough MIME to show our own mails: one text part, encoded words in the headers.

/** Raw bytes of a mail → { subject, from, text }. */
export function readLetter(raw) {
  const whole = raw.toString('latin1')
  const cut = /\r?\n\r?\n/.exec(whole) ?? { index: whole.length, 0: '' }
  const headers = readHeaders(whole.slice(0, cut.index))
  const body = whole.slice(cut.index + cut[0].length)
  return {
    subject: readWords(headers.get('subject') ?? ''),
    from: readWords(headers.get('from') ?? ''),
    text: readBody(body, headers.get('content-transfer-encoding')).toString('utf8'),
  }
}

function readHeaders(text) {
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
}

function readWords(value) {
  const joined = value.replaceAll(/\?=\s+=\?/g, '?==?')
  const word = /=\?utf-8\?([bq])\?([^?]*)\?=/gi
  const decoded = joined.replaceAll(word, (_, kind, text) =>
    (kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuoted(text.replaceAll('_', ' '))).toString(
      'latin1',
    ),
  )
  return Buffer.from(decoded, 'latin1').toString('utf8')
}

function readBody(body, encoding = '7bit') {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(body, 'base64')
  if (encoding.toLowerCase() === 'quoted-printable') return fromQuoted(body.replaceAll(/=\r?\n/g, ''))
  return Buffer.from(body, 'latin1')
}

const fromQuoted = (text) =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  )
