import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { commitTo, type DrawTable, drawPlaces, drawTable, entryOf, verifyDraw } from './draw.js'
import { allTickets, type Odds } from './odds.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const seed = '5eed'.repeat(8)
const half = allTickets / 2

/** Two of a and b with half the tickets, else one of them and all of c. */
const odds: Odds = {
  members: [['ann', 'bea', 'cleo', 'dot'], ['eve']],
  panels: [
    { counts: [2, 0], tickets: half },
    { counts: [1, 1], tickets: half },
  ],
  chances: new Map(),
}
const saltOf = (id: string): string => `salt of ${id}`
const { table, ids } = drawTable(odds, saltOf, sha256)
const beacon = 'numbers drawn on Saturday'

function committed(to: DrawTable) {
  const outcome = commitTo(to, seed, sha256)
  if (!outcome.ok) throw new Error(outcome.code)

  return outcome.value
}

describe('a draw', () => {
  it('SEL-11 gives the same places for the same table and seed, and others for others', () => {
    const drawn = (other: string) => drawPlaces(table, { seed: other, beacon }, sha256).join()
    const seeds = Array.from({ length: 40 }, (_, k) => `${seed}${k}`)

    expect(drawn(seed)).toBe(drawn(seed))
    expect(new Set(seeds.map(drawn)).size).toBe(10)
  })

  it('takes compositions by ticket and people within a group alike', () => {
    const rounds = 4000
    const times = ids.map(() => 0)
    for (let round = 0; round < rounds; round += 1) {
      for (const place of drawPlaces(table, { seed: `${seed}${round}`, beacon }, sha256))
        times[place] = (times[place] ?? 0) + 1
    }

    // Three in eight for each of the four, one in two for the fifth; four standard deviations are 0.03.
    expect(times.map((count) => Math.abs(count / rounds - 0.375) < 0.031)).toEqual([true, true, true, true, false])
    expect(Math.abs((times[4] ?? 0) / rounds - 0.5)).toBeLessThan(0.032)
  })

  it('is verified from commitment, seed and places alone', () => {
    const chosen = drawPlaces(table, { seed, beacon }, sha256)

    expect(verifyDraw(table, committed(table), { seed, beacon, chosen }, sha256)).toEqual([])
  })

  it('is found out when seed, beacon, pool, tickets or places are not those committed to', () => {
    const commitment = committed(table)
    const chosen = drawPlaces(table, { seed, beacon }, sha256)
    const swapped = { ...table, entries: table.entries.toReversed() }
    const [first, second] = table.panels
    const loaded = { ...table, panels: [first, { ...second, tickets: half - 1 }] } as DrawTable
    const otherSeed = Array.from({ length: 40 }, (_, k) => `${seed}${k}`).find(
      (other) => drawPlaces(table, { seed: other, beacon }, sha256).join() !== chosen.join(),
    )

    expect(verifyDraw(table, commitment, { seed: otherSeed ?? '', beacon, chosen }, sha256)).toEqual([
      'commitment',
      'places',
    ])
    expect(verifyDraw(swapped, commitment, { seed, beacon, chosen }, sha256)).toEqual(
      expect.arrayContaining(['pool', 'commitment']),
    )
    expect(
      verifyDraw(
        loaded,
        committed(loaded),
        { seed, beacon, chosen: drawPlaces(loaded, { seed, beacon }, sha256) },
        sha256,
      ),
    ).toEqual(['tickets'])
    expect(verifyDraw(table, commitment, { seed, beacon, chosen: [0] }, sha256)).toEqual(['places'])
  })

  it('names nobody: an entry is found only with id and salt', () => {
    expect(JSON.stringify(table)).not.toMatch(/ann|bea|cleo|dot|eve|salt/)
    expect(table.entries[ids.indexOf('cleo')]).toBe(entryOf('cleo', saltOf('cleo'), sha256))
    expect(entryOf('cleo', 'another salt', sha256)).not.toBe(entryOf('cleo', saltOf('cleo'), sha256))
  })

  it('takes no seed that could be guessed', () => {
    expect(commitTo(table, seed.slice(1), sha256)).toEqual({ ok: false, code: 'seed_too_short' })
    expect(commitTo(table, seed, sha256).ok).toBe(true)
  })
})
