import { describe, expect, it } from '@jest/globals'
import { isSingleAddress } from './single-address.js'

const plain = [
  'a@x.org',
  'amina.yusuf@posteo.example',
  "o'neil+days@mail.example.org",
  'x_y-z=1@a-b.co.uk',
  'n@xn--80akhbyknj4f.xn--p1ai',
  `${'a'.repeat(64)}@example.org`,
]

const attacks: Record<string, string> = {
  'header injection': 'a@x.org\r\nBcc: evil@x.org',
  'line feed alone': 'a@x.org\nBcc: evil@x.org',
  'carriage return alone': 'a@x.org\rBcc: evil@x.org',
  'trailing line break': 'a@x.org\r\n',
  'comma list': 'a@x.org,evil@x.org',
  'comma without a second at': 'a,b@x.org',
  'semicolon list': 'a@x.org;evil@x.org',
  'space list': 'a@x.org evil@x.org',
  'quoted local part': '"a b"@x.org',
  'quoted local part with a second address': '"a@x.org,"@evil.org',
  'comment in the local part': 'a(hello)@x.org',
  'comment after the domain': 'a@x.org(evil@x.org)',
  'group syntax': 'friends:a@x.org,b@x.org;',
  'empty group': 'undisclosed-recipients:;',
  'display name': 'Amina <a@x.org>',
  'angle brackets': '<a@x.org>',
  'closing bracket': 'a@x.org>',
  'source route': '@evil.org:a@x.org',
  'percent route': 'a%evil.org@x.org',
  'bang path': 'evil.org!a@x.org',
  'right-to-left mark after the domain': 'a@x.org\u200F',
  'right-to-left override': 'a@x\u202E.org',
  'zero-width space': 'a\u200B@x.org',
  'byte order mark': '\uFEFFa@x.org',
  'soft hyphen': 'a@x\u00AD.org',
  NUL: 'a@x.org\u0000',
  tab: 'a\t@x.org',
  'lone surrogate': 'a\uD800@x.org',
  'Cyrillic letter in the domain': 'a@\u0445.org',
  'full-width at sign': 'a\uFF20x.org',
  'ideographic full stop': 'a@x\u3002org',
  'two at signs': 'a@b@x.org',
  'no at sign': 'x.org',
  'no local part': '@x.org',
  'no domain': 'a@',
  'single label': 'a@localhost',
  'address literal': 'a@[127.0.0.1]',
  'dotted numbers': 'a@127.0.0.1',
  'leading dot': '.a@x.org',
  'double dot': 'a..b@x.org',
  'trailing dot': 'a@x.org.',
  'empty label': 'a@x..org',
  'label with edge hyphen': 'a@-x.org',
  'option instead of an address': '-oQ/tmp@x.org',
  pipe: '|sh@x.org',
  backtick: '`id`@x.org',
  'encoded word': '=?utf-8?q?a=40x.org?=@x.org@y.org',
  'leading space': ' a@x.org',
  'trailing space': 'a@x.org ',
  'local part of 65': `${'a'.repeat(65)}@x.org`,
  '255 characters': `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(5)}.org`,
  empty: '',
}

describe('isSingleAddress', () => {
  it.each(plain)('takes %s', (address) => {
    expect(isSingleAddress(address)).toBe(true)
  })

  it.each(Object.entries(attacks))('refuses %s', (_name, address) => {
    expect(isSingleAddress(address)).toBe(false)
  })
})
