import { describe, expect, it } from '@jest/globals'
import type { Role } from '#domain/lifecycle.js'
import { type Navigation, navigation } from './navigation.js'

const file = '/applications/00000000-0000-4000-8000-000000000001'
const at = (path: string, ...roles: Role[]): Navigation =>
  navigation({ roles, keeperOf: roles.includes('coordinator') ? ['profile'] : [], isPending: false }, path)
/** Where the two rows say that one is: the page itself, or above it. */
const marked = ({ nav, within }: Navigation) =>
  [...nav, ...within].filter(({ current }) => current).map(({ label, current }) => `${label} ${current}`)

describe('the navigation', () => {
  it.each([
    ['/', ['Home page']],
    ['/applications', ['Files true', 'Applications page']],
    [file, ['Files true', 'Applications true']],
    [`${file}/conflicts`, ['Files true', 'Applications true']],
    ['/saved-searches', ['Files true', 'Applications true']],
    ['/screening/runs', ['Files true', 'Screening true']],
    ['/duplicates/judged', ['Files true', 'Duplicates true']],
    ['/nomination-lists', ['Files true', 'Nominations true']],
    ['/assignments/rows', ['Reading true', 'Assign readers true']],
    ['/board', ['Board true', 'Board page']],
    ['/board/lists/1/decisions', ['Board true', 'Draft lists true']],
    ['/releases', ['Board true', 'Board true']],
    ['/waitlist', ['Board true', 'Waitlist page']],
    ['/boards', []],
    ['/nowhere', []],
  ])('marks the screen that %s belongs to', (path, expected) => {
    expect(marked(at(path, 'coordinator'))).toEqual(expected)
  })

  it('keeps the second row on every page of an area, and shows none outside', () => {
    const rows = ['/screening', file, '/screening/runs', '/'].map((path) =>
      at(path, 'coordinator').within.map(({ href }) => href),
    )

    const [onScreen, onFile, below, home] = rows
    expect(onScreen).toEqual([
      '/applications',
      '/screening',
      '/duplicates',
      '/nominations',
      '/notes',
      '/late-codes',
      '/lost-codes',
    ])
    expect([onFile, below, home]).toEqual([onScreen, onScreen, []])
  })

  it('is one row while the screens are few, and marks pages below them too', () => {
    const { nav, within } = at(file, 'reviewer')

    expect(within).toEqual([])
    expect(nav.map(({ href, current }) => [href, current])).toEqual([
      ['/', undefined],
      ['/applications', 'true'],
      ['/reviews/own', undefined],
      ['/me', undefined],
      ['/sessions', undefined],
    ])
  })

  it('shows nobody a screen of another role: the longest address they may open counts', () => {
    expect(marked(at('/waitlist/late', 'travel_desk'))).toEqual(['Too late to invite page'])
    expect(marked(at('/waitlist/late', 'coordinator'))).toEqual(['Board true', 'Waitlist true'])
    expect(at('/applications', 'auditor').nav.map(({ href }) => href)).toEqual(['/reveals', '/audit', '/sessions'])
  })
})
