import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import { lastDaysWithoutVisa, lastDaysWithVisa } from './last-days.js'
import { fillPlaces, type Line, nextInLine, type OpenPlace, type Waiting } from './next-in-line.js'

const today = isoDate('2027-01-01')
const arrival = isoDate('2027-04-11')
const anyTime = lastDaysWithoutVisa(arrival)
const tooLate = lastDaysWithVisa(arrival, isoDate('2026-12-20'))
const inAHurry = lastDaysWithVisa(arrival, isoDate('2027-01-25'))

const waits = (id: string, change: Partial<Waiting> = {}): Waiting => ({
  id,
  rank: 1,
  joinedAt: `2026-12-01T00:${id.padStart(2, '0')}`,
  cells: [],
  organisation: null,
  country: null,
  lastDays: anyTime,
  isHeld: false,
  gaveUp: false,
  isApart: false,
  isSecond: false,
  ...change,
})
const place = (id: string, change: Partial<OpenPlace> = {}): OpenPlace => ({
  id,
  cells: [],
  isBlocked: false,
  ...change,
})
const lineOf = (waiting: readonly Waiting[], change: Partial<Line> = {}): Line => ({
  today,
  waiting,
  belowFloor: [],
  organisations: { most: 3, taken: new Map() },
  countries: { most: 6, taken: new Map() },
  unknownTravel: 'asks',
  ...change,
})
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))
const idsOf = (filled: ReturnType<typeof fillPlaces>) => filled.flatMap(({ line }) => line.next?.id ?? [])

describe('a run over the waitlist', () => {
  it('WAIT-1 gives seven places to the first seven of ten by the time of joining', () => {
    const waiting = numbered(10).map((id) => waits(id))

    const invited = idsOf(
      fillPlaces(
        numbered(7).map((id) => place(id)),
        lineOf(waiting.toReversed()),
      ),
    )

    expect(invited).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  it('WAIT-2 leaves the three of the lowest priority where priority rises down the list', () => {
    const waiting = numbered(10).map((id, index) => waits(id, { rank: 10 - index }))

    const invited = idsOf(
      fillPlaces(
        numbered(7).map((id) => place(id)),
        lineOf(waiting),
      ),
    )

    expect(invited).toEqual(['10', '9', '8', '7', '6', '5', '4'])
  })

  it('WAIT-3 invites nobody without places or with all of them blocked, and exactly one for one unblocked', () => {
    const line = lineOf(numbered(3).map((id) => waits(id)))
    const blocked = place('a', { isBlocked: true })

    expect(idsOf(fillPlaces([], line))).toEqual([])
    expect(idsOf(fillPlaces([blocked, blocked], line))).toEqual([])
    expect(idsOf(fillPlaces([blocked, place('b'), blocked], line))).toEqual(['1'])
  })

  it('counts whom it has taken in the caps of the next place', () => {
    const waiting = [waits('1', { organisation: 'x' }), waits('2', { organisation: 'x' }), waits('3')]
    const line = lineOf(waiting, { organisations: { most: 3, taken: new Map([['x', 2]]) } })

    expect(fillPlaces([place('a'), place('b')], line)[1]?.line).toEqual({
      next: { id: '3', why: 'rank', cell: null, feasible: 'yes' },
      passedOver: [{ id: '2', why: 'organisation_full' }],
    })
  })
})

describe('the next person', () => {
  const waiting = [
    waits('1', { rank: 1 }),
    waits('2', { rank: 2, cells: ['theme:law'] }),
    waits('3', { rank: 3, cells: ['region:west', 'theme:law'] }),
  ]

  it('WAIT-7 counts in the cell of the person lost before all else, and says why each before them is not next', () => {
    const line = lineOf(waiting, { belowFloor: ['theme:law'] })

    expect(nextInLine(place('a', { cells: ['region:west'] }), line)).toEqual({
      next: { id: '3', why: 'same_cell', cell: 'region:west', feasible: 'yes' },
      passedOver: [
        { id: '1', why: 'cell_first' },
        { id: '2', why: 'cell_first' },
      ],
    })
  })

  it('WAIT-7 counts in a cell below its floor where nobody counts in the cell lost, and follows the order else', () => {
    const lost = place('a', { cells: ['region:north'] })

    expect(nextInLine(lost, lineOf(waiting, { belowFloor: ['theme:law'] })).next).toEqual({
      id: '2',
      why: 'below_floor',
      cell: 'theme:law',
      feasible: 'yes',
    })
    expect(nextInLine(lost, lineOf(waiting)).next).toEqual({ id: '1', why: 'rank', cell: null, feasible: 'yes' })
  })

  it('is never one who is held, gave a place up, is kept apart, is a person’s second, comes too late or breaks a cap', () => {
    const line = lineOf(
      [
        waits('1', { isHeld: true }),
        waits('2', { gaveUp: true }),
        waits('3', { lastDays: tooLate }),
        waits('4', { organisation: 'x' }),
        waits('5', { country: 'y' }),
        waits('6', { isApart: true }),
        waits('7', { isSecond: true }),
        waits('8', { lastDays: inAHurry }),
      ],
      {
        organisations: { most: 3, taken: new Map([['x', 3]]) },
        countries: { most: 6, taken: new Map([['y', 6]]) },
      },
    )

    expect(nextInLine(place('a'), line)).toEqual({
      next: { id: '8', why: 'rank', cell: null, feasible: 'express' },
      passedOver: [
        { id: '1', why: 'held' },
        { id: '2', why: 'gave_up' },
        { id: '3', why: 'too_late' },
        { id: '4', why: 'organisation_full' },
        { id: '5', why: 'country_full' },
        { id: '6', why: 'apart' },
        { id: '7', why: 'second' },
      ],
    })
  })

  it('is asked about where nothing is known of the travel, and passed over by the clock', () => {
    const unknown = [waits('1', { lastDays: null }), waits('2')]

    expect(nextInLine(place('a'), lineOf(unknown)).next).toMatchObject({ id: '1', feasible: 'unknown' })
    expect(nextInLine(place('a'), lineOf(unknown, { unknownTravel: 'passes_over' }))).toEqual({
      next: { id: '2', why: 'rank', cell: null, feasible: 'yes' },
      passedOver: [{ id: '1', why: 'unknown_travel' }],
    })
  })

  it('is the same in whatever order the people are given, and countries below their cap change nothing', () => {
    const people = ['b', 'a', 'c'].map((country, index) =>
      waits(String(index + 1), { country, joinedAt: '2026-12-01' }),
    )

    for (const given of [people, people.toReversed()]) {
      expect(nextInLine(place('a'), lineOf(given)).next?.id).toBe('1')
    }
  })
})
