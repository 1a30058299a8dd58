import { describe, expect, it } from '@jest/globals'
import { checkInput } from './check.js'
import type { PersonRow } from './people.js'
import type { QuotaRow } from './quotas.js'
import type { SelectionInput } from './selection-input.js'

const row = (family: string, value: string, floor: QuotaRow['floor'], cap: QuotaRow['cap']): QuotaRow => ({
  family,
  value,
  floor,
  cap,
})
const people = (count: number, values: PersonRow['values']): PersonRow[] =>
  Array.from({ length: count }, (_, k) => ({ id: `p${k}`, score: 3, values }))

const gender = [row('gender', 'women', 5, 6), row('gender', 'men', 5, 6)]
const age = [row('age', 'young', 1, 2), row('age', 'old', 1, 2)]
const first: SelectionInput = {
  people: people(20, { gender: 'women', age: 'old' }),
  quotas: gender,
  places: 10,
}

function errorsOf(input: SelectionInput): unknown {
  const checked = checkInput(input)
  return checked.ok ? [] : checked.about.errors
}

describe('input of a selection', () => {
  it('SEL-5 is refused when one family asks for more than another allows', () => {
    expect(errorsOf({ ...first, quotas: [...gender, ...age], places: 10 })).toEqual([
      {
        code: 'floors_exceed_caps',
        rows: [1, 2, 3, 4],
        about: { least: 10, leastFamily: 'gender', most: 4, mostFamily: 'age' },
      },
      { code: 'places_out_of_range', rows: [3, 4], about: { family: 'age', places: 10, least: 2, most: 4 } },
    ])
  })

  it.each([
    [8, [{ code: 'places_out_of_range', rows: [1, 2], about: { family: 'gender', places: 8, least: 10, most: 12 } }]],
    [9, [{ code: 'places_out_of_range', rows: [1, 2], about: { family: 'gender', places: 9, least: 10, most: 12 } }]],
    [10, []],
    [12, []],
    [13, [{ code: 'places_out_of_range', rows: [1, 2], about: { family: 'gender', places: 13, least: 10, most: 12 } }]],
    [15, [{ code: 'places_out_of_range', rows: [1, 2], about: { family: 'gender', places: 15, least: 10, most: 12 } }]],
  ])('SEL-5 with %i places answers %j', (places, expected) => {
    expect(errorsOf({ ...first, places })).toEqual(expected)
  })

  it('SEL-6 names everything that is wrong with the quotas at once, with its row', () => {
    const quotas: QuotaRow[] = [
      row('gender', ' ', 1, 2),
      row('', 'men', 1, 2),
      row('age', 'young', '', 2),
      row('age', 'old', '1.5', '2'),
      row('age', 'middle', 1, null),
      row('age', 'other', 1, -2),
      row('region', 'north', 3, 2),
      { ...row('region', 'south', 1, 2), relaxedFloor: 2 },
      { ...row('region', 'west', 1, 2), relaxedCap: 1 },
      { ...row('region', 'east', 1, 2), target: 3 },
      { ...row('region', 'middle', 1, 2), target: 'two', relaxedFloor: 'x', relaxedCap: 2.5 },
      row(' Region ', 'NORTH', 1, 2),
    ]

    const errors = checkInput({ ...first, quotas, people: [] })

    expect(errors).toMatchObject({
      ok: false,
      code: 'unfit',
      about: {
        errors: [
          { code: 'value_blank', rows: [1] },
          { code: 'family_blank', rows: [2] },
          { code: 'floor_missing', rows: [3] },
          { code: 'floor_not_whole', rows: [4] },
          { code: 'cap_missing', rows: [5] },
          { code: 'cap_not_whole', rows: [6] },
          { code: 'floor_above_cap', rows: [7] },
          { code: 'relaxed_floor_above_floor', rows: [8] },
          { code: 'relaxed_cap_below_cap', rows: [9] },
          { code: 'target_out_of_band', rows: [10] },
          { code: 'target_not_whole', rows: [11] },
          { code: 'relaxed_floor_not_whole', rows: [11] },
          { code: 'relaxed_cap_not_whole', rows: [11] },
          { code: 'value_repeated', rows: [7, 12] },
          { code: 'too_few_people', rows: [] },
        ],
      },
    })
  })

  it('SEL-7 compares values trimmed and without case, and names ids but never a value', () => {
    const values = { ' Gender': ' WOMEN ', AGE: 'Old' }
    const input = { ...first, quotas: [row('gender', 'women', 0, 9), row('age', 'old ', 0, 9)], places: 2 }

    expect(errorsOf({ ...input, people: people(3, values) })).toEqual([])
    expect(
      errorsOf({
        ...input,
        people: [
          ...people(3, values),
          { id: 'x', score: 3, values: { gender: 'secret', age: ' ' } },
          { id: 'y', score: null, values },
          { id: ' ', score: 3, values },
        ],
      }),
    ).toEqual([
      { code: 'value_unknown', rows: [4], about: { id: 'x', family: 'gender' } },
      { code: 'value_missing', rows: [4], about: { id: 'x', family: 'age' } },
      { code: 'score_missing', rows: [5], about: { id: 'y' } },
      { code: 'id_blank', rows: [6], about: {} },
    ])
  })

  it('SEL-7 warns of an id that comes twice alike, and refuses one that comes twice with a difference', () => {
    const [one, two] = people(2, { gender: 'women' }) as [PersonRow, PersonRow]
    const input = { ...first, quotas: [row('gender', 'women', 0, 9), row('gender', 'men', 0, 9)], places: 2 }

    const alike = checkInput({ ...input, people: [one, two, { ...one, values: { gender: ' Women' } }] })
    const differing = checkInput({ ...input, people: [one, two, { ...two, values: { gender: 'men' } }] })

    expect(alike.ok && [alike.value.people.map(({ id }) => id), alike.value.warnings]).toEqual([
      ['p0', 'p1'],
      [{ code: 'duplicate_same', rows: [1, 3], about: { id: 'p0' } }],
    ])
    expect(differing).toEqual({
      ok: false,
      code: 'unfit',
      about: { errors: [{ code: 'duplicate_differs', rows: [2, 3], about: { id: 'p1' } }], warnings: [] },
    })
  })

  it('SEL-9 removes the holders of a value with maximum 0 first, and warns when they are many', () => {
    const quotas = [row('gender', 'women', 0, 9), row('gender', 'men', 0, 0)]
    const women = people(6, { gender: 'women' })
    const men = (count: number) => people(count, { gender: 'men' }).map((man) => ({ ...man, id: `m${man.id}` }))
    const checked = (count: number) => {
      const outcome = checkInput({ ...first, quotas, places: 2, people: [...men(count), ...women] })
      return outcome.ok && [outcome.value.people.length, outcome.value.closed, outcome.value.warnings]
    }

    expect(checked(2)).toEqual([6, ['mp0', 'mp1'], []])
    expect(checked(3)).toEqual([
      6,
      ['mp0', 'mp1', 'mp2'],
      [{ code: 'many_removed', rows: [], about: { removed: 3, left: 6 } }],
    ])
  })

  it('SEL-10 says out of range with the two numbers when four are needed and quotas allow two', () => {
    const quotas = [row('gender', 'women', 0, 1), row('gender', 'men', 1, 1)]

    expect(errorsOf({ people: people(9, { gender: 'men' }), quotas, places: 4 })).toEqual([
      { code: 'places_out_of_range', rows: [1, 2], about: { family: 'gender', places: 4, least: 1, most: 2 } },
    ])
  })

  it('names pins, pairs, limits and costs that cannot be met', () => {
    const quotas = [row('gender', 'women', 0, 9), row('gender', 'men', 0, 0)]
    const pool = [...people(3, { gender: 'women' }), { id: 'm', score: 3, values: { gender: 'men' } }]

    expect(
      errorsOf({
        people: pool,
        quotas,
        places: 2,
        mostPerOrganisation: 0,
        pinnedIn: ['p0', 'p1', 'p2', 'm'],
        pinnedOut: ['p0', 'nobody'],
        apart: [['p1', 'p2']],
        budget: { most: 5, costs: { near: 1 } },
      }),
    ).toEqual([
      { code: 'person_unknown', rows: [], about: { id: 'nobody' } },
      { code: 'pinned_both_ways', rows: [], about: { id: 'p0' } },
      { code: 'pinned_value_closed', rows: [], about: { id: 'm' } },
      { code: 'pinned_pair_apart', rows: [], about: { one: 'p1', other: 'p2' } },
      { code: 'limit_not_whole', rows: [], about: {} },
      { code: 'pins_above_places', rows: [], about: { pinned: 4, places: 2 } },
      { code: 'cost_unknown', rows: [], about: { id: 'p0' } },
      { code: 'cost_unknown', rows: [], about: { id: 'p1' } },
      { code: 'cost_unknown', rows: [], about: { id: 'p2' } },
    ])
  })
})
