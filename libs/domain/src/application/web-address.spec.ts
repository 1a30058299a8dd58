import { describe, expect, it } from '@jest/globals'
import { isWebAddress } from './web-address.js'

describe('the address of a page', () => {
  it.each([
    'https://example.org/report?year=2026#page-3',
    'HTTP://Example.org:8080/',
    'example.org',
    'www.example.co.ke/news',
    `${'a'.repeat(56)}.onion`,
    `http://${'b'.repeat(56)}.onion/paper`,
    'مثال.إختبار/صفحة',
    'xn--mgbh0fb.xn--kgbechtv',
  ])('is %s', (typed) => {
    expect(isWebAddress(typed)).toBe(true)
  })

  it.each([
    'javascript:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,x',
    'ftp://example.org',
    'mailto:a@example.org',
    'https://user:word@example.org',
    'a@example.org',
    'localhost',
    '127.0.0.1',
    'https://[::1]/',
    'example.org/a b',
    'example.org/\u202Egpj',
    'exa\u200Bmple.org',
    'https://example.org/"><b>',
    'words about a page',
    '',
  ])('is not %s', (typed) => {
    expect(isWebAddress(typed)).toBe(false)
  })

  it('is decided at once for long text', () => {
    const before = performance.now()
    for (const text of ['a-'.repeat(4000), 'a.'.repeat(4000), `${'a'.repeat(63)}.`.repeat(60)]) isWebAddress(text)
    expect(performance.now() - before).toBeLessThan(50)
  })
})
