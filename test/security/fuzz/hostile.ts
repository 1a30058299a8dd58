import type { Dice } from './dice.js'

/** In everything hostile, so that a log line holding any of it is found. */
export const mark = 'Zq7fuzz'
/** A header nobody but an attacker sets. */
export const injected = 'x-injected'

const texts: readonly string[] = [
  `<script>${mark}()</script>`,
  `"><img src=x onerror=${mark}>`,
  `' OR 1=1; DROP TABLE app.application; -- ${mark}`,
  `${mark}\u0000end`,
  `\u202E${mark}\u2066\u202C`,
  `${mark}\u200B\u200D\u2060`,
  `\uFEFF${mark}`,
  `\uD800${mark}\uDFFF`,
  `${mark}\r\n${injected}: 1\r\n\r\n<b>`,
  `${mark}\nset-cookie: form=${mark}`,
  `\u{1F600}\u{1D54F}\u{10FFFF}${mark}`,
  `e\u0301\u0327`.repeat(400) + mark,
  `=HYPERLINK("http://${mark}")`,
  `{{7*7}}\${7*7}<%= ${mark} %>`,
  `%s%n%x ${mark}`,
  `../../../etc/passwd%00${mark}`,
  `a@x.org,b@${mark}.org`,
  `a@x.org\r\nBcc: b@${mark}.org`,
  `"a b"@${mark}.org`,
  `a@ex\u0430mple.${mark}`,
  `http://${'a.'.repeat(900)}${mark}`,
  `${'a'.repeat(1900)}!${mark}`,
  `${' '.repeat(1900)}${mark}`,
  `${'-'.repeat(900)}@${'.'.repeat(900)}${mark}`,
  `${'0'.repeat(1000)}${mark}`,
  `2026-02-30`,
  `-1`,
  `1e999`,
  `99999999999999999999`,
  `NaN`,
  `null`,
  `true`,
  `[]`,
  `{"a":"${mark}"}`,
  ``,
  ` `,
  mark,
]

const lengths = [2001, 20_000, 200_000, 1_000_000]

/** A text no form expects. */
export const hostileText = (dice: Dice): string =>
  dice.chance(0.06) ? `${mark}${'x'.repeat(dice.pick(lengths))}` : dice.pick(texts)

/** A name no form has, or one that reaches where it should not; `real` is one the form has. */
export function hostileName(dice: Dice, real: string): string {
  return dice.pick([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__proto__.a',
    `${real}.__proto__.a`,
    `${real}.constructor.prototype.a`,
    'a.0.b',
    `${real}.0.b`,
    `${real}.0`,
    `${real}.999.a`,
    `${real}.-1.a`,
    `${real}.0.0.0.0.0.0.0.0`,
    `${real}.`,
    `.${real}`,
    `${real}[]`,
    `${real}[0][b]`,
    '.',
    '..',
    '',
    'then',
    'add',
    'remove',
    'change',
    'language',
    'version',
    'form_token',
    mark,
    `${mark}\r\n${injected}: 1`,
  ])
}

/** Bytes no urlencoded body or address should hold, as they stand on the wire. */
export const brokenEscapes: readonly string[] = [
  '%',
  '%z',
  '%zz',
  '%C3%28',
  '%ED%A0%80',
  '%F4%90%80%80',
  '%FF%FE',
  '%00',
  '%0d%0a',
  '%E2%80%AE',
  '%u0041',
  '%25%32%35',
]

/** Not UTF-8. */
export const brokenBytes: readonly Buffer[] = [
  Buffer.from([0xff, 0xfe, 0xfd]),
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80]),
  Buffer.from([0x00]),
  Buffer.from([0xef, 0xbb, 0xbf]),
]
