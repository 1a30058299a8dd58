import { describe, expect, it } from '@jest/globals'
import { type Fate, type Planned, planBoard } from './plan.js'
import { demoReaders } from './readers.js'

const files = planBoard(1, 3140)
const reads = files.flatMap((file) => file.reads)
const withFate = (...fates: readonly Fate[]): Planned[] => files.filter(({ fate }) => fates.includes(fate))
const share = (some: readonly unknown[], all: readonly unknown[]): number => some.length / all.length

describe('the plan of a board', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planBoard(1, 60)).toEqual(planBoard(1, 60))
    expect(planBoard(2, 60)).not.toEqual(planBoard(1, 60))
  })

  it('keeps about 400 of 3,140 out of review, shortlists 700 and clears about 500', () => {
    expect(withFate('submitted', 'screening', 'more_info', 'not_eligible').length).toBeCloseTo(400, -2)
    expect(withFate('vetting', 'board')).toHaveLength(700)
    expect(withFate('board').length).toBeCloseTo(500, -2)
    expect(withFate('withdrawn').length).toBeGreaterThan(20)
  })

  it('reads each file twice or three times, 2.2 times on average, at least a fifth drawn from everybody', () => {
    const read = files.filter(({ reads: own }) => own.length > 0)

    expect(Math.round(share(reads, read) * 5) / 5).toBe(2.2)
    expect(
      share(
        reads.filter(({ drawn }) => drawn === 'pool'),
        reads,
      ),
    ).toBeGreaterThan(0.2)
  })

  it('gives each file to readers of its language, nobody twice, and nobody more than twice their share', () => {
    const languages = new Map(demoReaders(1).map((reader) => [reader.login, reader.languages]))
    const unread = files.filter(({ person, reads: own }) =>
      own.some(({ reader }) => !languages.get(reader)?.includes(person.origin.answers)),
    )
    const twice = files.filter(({ reads: own }) => new Set(own.map(({ reader }) => reader)).size < own.length)
    const loads = [...languages.keys()].map((login) => reads.filter(({ reader }) => reader === login).length)

    expect([unread, twice]).toEqual([[], []])
    expect(Math.max(...loads)).toBeLessThan((2 * reads.length) / loads.length)
  })

  it('has people of five continents, some sent by somebody else, some with one mailbox', () => {
    const countries = new Set(files.map(({ person }) => person.origin.country))
    const proxies = files.filter(({ person }) => person.answers['start']?.['applying_for'] === 'proxy')
    const mailboxes = new Set(files.map(({ person }) => person.answers['channels']?.['contact_email']))

    expect(['KE', 'CO', 'NP', 'UA', 'FJ'].filter((country) => countries.has(country))).toHaveLength(5)
    expect(share(proxies, files)).toBeCloseTo(0.04, 1)
    expect(files.length - mailboxes.size).toBeGreaterThan(10)
  })
})
