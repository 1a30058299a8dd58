import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { commitTo, type DrawTable, drawOrder, drawPlaces, drawTable, entryOf, verifyDraw, verifyOrder } from './draw.js'
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

describe('an order', () => {
  const { table: line } = drawTable({ members: [['ann', 'bea', 'cleo', 'dot', 'eve']], panels: [] }, saltOf, sha256)
  const seeds = (count: number) => Array.from({ length: count }, (_, round) => sha256(`order ${round}`))

  it('is the same for the same table and seed, and another for another seed or another pool', () => {
    const other = { ...line, entries: line.entries.toReversed() }
    const drawn = (of: DrawTable) => seeds(40).map((one) => drawOrder(of, one, sha256).join())

    expect(drawn(line)).toEqual(drawn(line))
    expect(new Set(drawn(line)).size).toBeGreaterThan(30)
    expect(drawn(line).filter((order, nth) => order === drawn(other)[nth]).length).toBeLessThan(4)
    expect(drawOrder({ ...line, entries: [] }, seed, sha256)).toEqual([])
  })

  it('is worked out by anybody from the table and the seed, as the page says', () => {
    const digest = sha256(JSON.stringify(['pool', [5], [], line.entries]))
    const key = JSON.stringify(['order', digest, seed])
    const left = [0, 1, 2, 3, 4]
    const order: (number | undefined)[] = []
    for (let counter = 1; left.length > 0; counter += 1) {
      const number = Number.parseInt(sha256(JSON.stringify([key, counter])).slice(0, 12), 16)
      if (number < 2 ** 48 - (2 ** 48 % left.length)) order.push(...left.splice(number % left.length, 1))
    }

    expect(drawOrder(line, seed, sha256)).toEqual(order)
    expect(committed(line)).toEqual({
      poolDigest: digest,
      commitment: sha256(JSON.stringify(['commitment', digest, seed])),
    })
  })

  it('gives everybody each place as often, and every order as often', () => {
    const orders = seeds(12_000).map((one) => drawOrder(line, one, sha256))
    const squares = (counts: Iterable<number>, expected: number) =>
      [...counts].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    const times = (keys: readonly string[]) => {
      const counts = new Map<string, number>()
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      return counts
    }
    const places = times(orders.flatMap((order) => order.map((who, place) => `${who} ${place}`)))
    const whole = times(orders.map((order) => order.join()))

    expect([places.size, whole.size]).toEqual([25, 120])
    // Chi-square, each passed by one fair draw in a thousand: 16 degrees of freedom (39.3) and 119 (173.6).
    expect(squares(places.values(), 12_000 / 5)).toBeLessThan(39.3)
    expect(squares(whole.values(), 12_000 / 120)).toBeLessThan(173.6)
  })

  it('is found out when seed, pool or order are not those committed to', () => {
    const commitment = committed(line)
    const order = drawOrder(line, seed, sha256)
    const swapped = { ...line, entries: line.entries.toReversed() }
    const [first = 0, second = 0, ...rest] = order

    expect(verifyOrder(line, commitment, { seed, order }, sha256)).toEqual([])
    expect(verifyOrder(line, commitment, { seed, order: [second, first, ...rest] }, sha256)).toEqual(['order'])
    expect(verifyOrder(line, commitment, { seed: sha256('another'), order }, sha256)).toEqual(['commitment', 'order'])
    expect(verifyOrder(swapped, commitment, { seed, order }, sha256)).toEqual(
      expect.arrayContaining(['pool', 'commitment']),
    )
  })
})
