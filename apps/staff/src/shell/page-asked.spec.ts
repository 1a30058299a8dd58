import { describe, expect, it } from '@jest/globals'
import { ownPageIn, pageAsked } from './page-asked.js'

const file = '/applications/00000000-0000-4000-8000-00000000abcd'

describe('the page one comes back to', () => {
  it.each(['/applications', file, `${file}/vetting`, '/board/lists', '/own-key'])('is %s', (path) => {
    expect([ownPageIn(path), pageAsked({ method: 'GET', url: `${path}?notice=stale` })]).toEqual([path, path])
  })

  it.each([
    '//evil.example',
    'https://evil.example/applications',
    '/\\evil.example',
    '/applications/../sign-out',
    '/applications?after=x',
    '/applications#x',
    '/applications/',
    '/%2f%2fevil',
    '/a@evil.example',
    'javascript:alert(1)',
    '/applications\n',
    '/Applications',
    '/x'.repeat(101),
    '',
    '/',
    undefined,
    ['/applications'],
  ])('is never %j', (text) => {
    expect(ownPageIn(text)).toBeUndefined()
  })

  it('is the file where something was posted about it, and nothing after any other post', () => {
    const asked = [`${file}/moves`, `${file}/reviews/abstention`, '/screening/runs', '/phases'].map((url) =>
      pageAsked({ method: 'POST', url }),
    )

    expect(asked).toEqual([file, file, undefined, undefined])
  })
})
