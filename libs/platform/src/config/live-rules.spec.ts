import { describe, expect, it } from '@jest/globals'
import type { Fault } from '#platform/fault.js'
import { checkLiveRules, type LiveFacts, schemeOf } from './live-rules.js'

const live = {
  MODE: 'live',
  REGISTRATION_HOSTS: ['one.example.org', 'two.example.net'],
  EXIT_URL: { en: 'https://weather.example', ar: 'https://weather.example/ar' },
} as const

const broken = (facts: LiveFacts): string => {
  try {
    checkLiveRules(facts)
    return 'starts'
  } catch (error) {
    return ((error as Fault).cause as Error).message
  }
}

describe('live rules', () => {
  it('let a live process start on two hosts of its own, over https alone', () => {
    expect([broken(live), broken({ MODE: 'live', STAFF_HOST: ['staff.example.org'] }), schemeOf(live)]).toEqual([
      'starts',
      'starts',
      'https',
    ])
  })

  it('name what is wrong and print no value', () => {
    expect(broken({ ...live, REGISTRATION_HOSTS: ['localhost:3000'] })).toBe(
      'REGISTRATION_HOSTS names fewer than two; REGISTRATION_HOSTS names this machine, which has no https',
    )
    expect(broken({ ...live, EXIT_URL: { ...live.EXIT_URL, ar: 'http://weather.example' } })).toBe(
      'EXIT_URL is not https',
    )
    expect(broken({ MODE: 'live', STAFF_HOST: ['127.0.0.1:3001'] })).toBe(
      'STAFF_HOST names this machine, which has no https',
    )
  })

  it('ask nothing of a practice copy', () => {
    expect([broken({ MODE: 'local', REGISTRATION_HOSTS: ['localhost:3000'] }), schemeOf({ MODE: 'test' })]).toEqual([
      'starts',
      'http',
    ])
  })
})
