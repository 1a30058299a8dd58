import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from './lifecycle.js'
import { mayReplace, type SectionKind } from './replacing.js'

const kinds: readonly SectionKind[] = ['contact', 'safety', 'short_notice', 'other']
const allowed = (state: string, openSections: readonly string[] = []): SectionKind[] =>
  kinds.filter((kind) => mayReplace({ state, openSections }, { key: `the-${kind}`, kind }))

describe('replacing a section', () => {
  it.each([
    ['draft', []],
    ['submitted', ['contact', 'safety', 'other']],
    ['screening', ['contact', 'safety']],
    ['more_info', ['contact']],
    ['in_review', ['contact', 'safety']],
    ['vetting', ['contact', 'safety']],
    ['board', ['contact', 'safety']],
    ['waitlisted', ['contact', 'safety', 'short_notice']],
    ['invited', ['contact', 'safety']],
    ['confirmed', ['contact', 'safety']],
    ['declined', []],
    ['expired', []],
    ['rejected', []],
    ['withdrawn', []],
    ['cancelled', []],
    ['erased', []],
  ])('APP-7 in %s is open for %j', (state, expected) => {
    expect(allowed(state)).toEqual(expected)
  })

  it('APP-7 adds what the open question names, and only while it is open', () => {
    const named = Object.keys(applicationLifecycle).map((state) => [state, allowed(state, ['the-other'])] as const)

    expect(named.filter(([, open]) => open.includes('other')).map(([state]) => state)).toEqual([
      'submitted',
      'more_info',
    ])
    expect(allowed('more_info', ['the-safety'])).toEqual(['contact', 'safety'])
  })
})
