import { describe, expect, it } from '@jest/globals'
import { themes } from '../../application/themes.js'
import { subRegionOf, subRegions } from '../../place/sub-regions.js'
import { readQuotas } from '../input/quotas.js'
import { families, type Family, isManifold, type OpenedAnswers, valuesIn } from './families.js'
import { type Gauge, gaugesOf, presentValues } from './gauges.js'
import { type BalanceRule, engineValues, quotasOf, ruledValue } from './rules.js'
import { sharedSummary } from './summary.js'

const settledOn = (ids: readonly string[], isWhole = true) => ({ members: new Set(ids), isWhole })

const rule = (family: BalanceRule['family'], value: string, floor = '', cap = ''): BalanceRule => ({
  family,
  value,
  floor,
  target: '',
  cap,
})

describe('what a person is counted as', () => {
  it('is read off their answers: the first country of their work, a visa unless they say none, a first time only by a no', () => {
    expect(
      valuesIn({
        country_of_residence: 'SE',
        region_of_work: ['NG', 'KE'],
        themes: ['digital', 'labour'],
        interpretation_need: ['fr'],
        visa_for_sweden_known: 'do_not_know',
        attended_before: 'no',
        gender: 'another',
        age_band: '25-34',
      }),
    ).toEqual({
      region: ['011'],
      equality: ['women_and_diverse'],
      newcomer: ['first_time'],
      visa: ['need'],
      theme: ['digital', 'labour'],
      language: ['fr'],
      gender: ['another'],
      age: ['25-34'],
    })
  })

  it('is "not said" where there is no answer', () => {
    const nobody = { theme: [], language: [], gender: ['not_said'], age: ['not_said'], equality: ['others'] }
    const silent = { region: ['not_said'], newcomer: ['not_said'], visa: ['need'], ...nobody }

    expect(valuesIn({})).toEqual(silent)
    expect(valuesIn({ gender: 'prefer_not', age_band: 'prefer_not', attended_before: 'prefer_not' })).toEqual(silent)
  })

  it.each([
    ['do_not_need', 'yes', 'do_not_need'],
    ['do_not_need', undefined, 'do_not_need'],
    ['do_not_need', 'no', 'need'],
    ['need', 'yes', 'need'],
    ['need', undefined, 'need'],
    ['need', 'no', 'need'],
    ['do_not_know', 'yes', 'need'],
    [undefined, 'yes', 'need'],
  ])(
    'needs no visa only by their own word, unless there is no document to travel with (%s, %s)',
    (word, document, counted) => {
      const said = { ...(word && { visa_for_sweden_known: word }), ...(document && { travel_document: document }) }

      expect(valuesIn(said).visa).toEqual([counted])
    },
  )

  it('knows a sub-region for every country but the one without people', () => {
    expect(['KE', 'NG', 'CO', 'XK', 'AQ'].map(subRegionOf)).toEqual(['014', '011', '005', '039', undefined])
    expect([subRegions.length, new Set(subRegions).size]).toEqual([22, 22])
  })
})

describe('rules for the engine', () => {
  const person = (answers: OpenedAnswers) => ({ id: 'p', values: valuesIn(answers) })
  const people = [person({ region_of_work: ['NG'], themes: ['digital'], gender: 'woman' }), person({})]

  it('fill a family up with every value, and leave out families without a rule', () => {
    const { rows, ruleAt } = quotasOf([rule('visa', 'need', '', '4')], 9, presentValues(people))

    expect(rows).toEqual([
      { family: 'visa', value: 'need', floor: 0, target: null, cap: '4' },
      { family: 'visa', value: 'do_not_need', floor: 0, target: null, cap: 9 },
    ])
    expect(ruleAt).toEqual([0, -1])
  })

  it('count each theme by itself, since a person has several', () => {
    const { rows, ruleAt } = quotasOf([rule('visa', 'need'), rule('theme', 'digital', '2')], 9, presentValues(people))

    expect(rows.map(({ family, value, floor, cap }) => [family, value, floor, cap])).toEqual([
      ['theme:digital', 'yes', '2', 9],
      ['theme:digital', 'no', 0, 9],
    ])
    expect(ruleAt).toEqual([1, -1])
    expect(people.map(({ values }) => engineValues(values, rows))).toEqual([
      { 'theme:digital': 'yes' },
      { 'theme:digital': 'no' },
    ])
    expect(ruledValue('theme:digital', 'no')).toEqual({ family: 'theme', value: 'digital', isOpposite: true })
    expect(ruledValue('visa', 'need')).toEqual({ family: 'visa', value: 'need', isOpposite: false })
  })

  it('keep what was typed, so that everything wrong is found at its row', () => {
    const { rows, ruleAt } = quotasOf(
      [rule('visa', 'need', '5', '4'), rule('newcomer', 'first_time', 'many')],
      9,
      presentValues(people),
    )
    const { errors } = readQuotas(rows)

    expect(errors.map(({ code, rows: at }) => [code, at.map((row) => ruleAt[row - 1])])).toEqual([
      ['floor_not_whole', [1]],
      ['floor_above_cap', [0]],
    ])
  })
})

describe('gauges', () => {
  const people = [
    { id: 'a', values: valuesIn({ gender: 'woman', themes: [themes[0], themes[1]] }) },
    { id: 'b', values: valuesIn({ gender: 'man', themes: [themes[1]] }) },
    { id: 'c', values: valuesIn({ gender: 'another' }) },
  ]
  const lists = {
    real: new Set(['b']),
    pending: new Set(['c']),
    draft: new Set(['a', 'b']),
    settled: settledOn([]),
    withThese: new Set(['b', 'c']),
  }

  it('U31 count a list beside who has a place, who is put forward and what is tried, against the band', () => {
    const gauges = gaugesOf(people, lists, [rule('equality', 'women_and_diverse', '1', '2')])
    const rowsOf = (family: string) => gauges.find((gauge) => gauge.family === family)?.rows
    const ruled = { floor: 1, target: null, cap: 2, remaining: null }
    const free = { ...ruled, floor: null, cap: null }

    expect(gauges.map(({ family }) => family)).toEqual(families)
    expect(rowsOf('equality')).toEqual([
      { value: 'women_and_diverse', ...ruled, real: 0, pending: 1, draft: 1, withThese: 1 },
      { value: 'others', ...free, real: 1, pending: 0, draft: 1, withThese: 1 },
    ])
    expect(rowsOf('theme')?.map(({ value, draft, withThese }) => [value, draft, withThese])).toEqual([
      [themes[0], 1, 0],
      [themes[1], 2, 1],
    ])
  })

  it('U31 show gender and age of the last step of five alone, whatever is tried, and no count under five', () => {
    const many = [...Array.from({ length: 13 }).keys()].map((nth) => ({
      id: `m${nth}`,
      values: valuesIn({ gender: nth < 7 ? 'woman' : nth < 12 ? 'man' : 'another' }),
    }))
    const settled = settledOn([...many.slice(0, 12).map(({ id }) => id), 'a'])
    const gender = gaugesOf([...people, ...many], { ...lists, settled }, []).find((one) => one.family === 'gender')
    const few = gaugesOf(people, { ...lists, settled: settledOn(['a', 'c']) }, []).find(
      (one) => one.family === 'gender',
    )

    expect(few?.rows.map(({ draft }) => draft)).toEqual([null, null, null, null])

    expect(gender?.isSettled).toBe(true)
    expect(
      gender?.rows.map(({ value, real, pending, draft, withThese }) => [value, real, pending, draft, withThese]),
    ).toEqual([
      ['woman', null, null, 8, null],
      ['man', null, null, null, null],
      ['another', null, null, null, null],
      ['not_said', null, null, null, null],
    ])
  })
})

describe('gender and age of people who are gone', () => {
  const genders = ['woman', 'man', 'another', 'prefer_not']
  const many = [...Array.from({ length: 40 }).keys()].map((nth) => ({
    id: `m${nth}`,
    values: valuesIn({ gender: genders[nth % 4] }),
  }))
  const on = many.slice(0, 28).map(({ id }) => id)
  const none = new Set<string>()
  const shownTo = (people: typeof many, settled = settledOn(on)) => {
    const gauges = gaugesOf(people, { real: none, pending: none, draft: none, settled, withThese: null }, [])
    const gender = gauges.find(({ family }) => family === 'gender')
    return [gender?.isShort, ...(gender?.rows.map(({ value, draft }) => `${value} ${draft}`) ?? [])]
  }
  const nothing = [true, 'woman null', 'man null', 'another null', 'not_said null']

  it('U31 are hidden from the first on, since every further one would be read off the next count', () => {
    expect(shownTo(many)).toEqual([false, 'woman 7', 'man 7', 'another 7', 'not_said 7'])
    for (const gone of [1, 4, 5, 6, 9]) expect([gone, shownTo(many.slice(gone))]).toEqual([gone, nothing])
  })

  it('U31 are hidden where somebody answered anew', () => {
    expect(shownTo(many, settledOn(on, false))).toEqual(nothing)
  })

  it('U31 stay as they are while only others are gone, also where nobody is left who answered so', () => {
    const settled = settledOn(on)
    const ages = (people: typeof many) =>
      gaugesOf(people, { real: none, pending: none, draft: none, settled, withThese: null }, []).find(
        ({ family }) => family === 'age',
      )
    const oldest = { id: 'oldest', values: valuesIn({ gender: 'woman', age_band: '60+' }) }

    expect(shownTo(many.slice(0, 28))).toEqual(shownTo(many))
    expect(ages([...many, oldest])).toEqual(ages(many))
  })
})

describe('a summary to share', () => {
  const gauge = (family: Family, counts: Readonly<Record<string, number>>): Gauge => ({
    family,
    isManifold: isManifold(family),
    isSettled: family === 'gender',
    isShort: false,
    rows: Object.entries(counts).map(([value, draft]) => {
      const none = { floor: null, target: null, cap: null, remaining: null, withThese: null }
      return { value, draft, ...none, real: 0, pending: 0 }
    }),
  })
  /** Each family as what it shows, and whether something is hidden. */
  const shownIn = (...gauges: Gauge[]) =>
    sharedSummary(gauges).families.map(({ rows, hasOthers }) => [
      Object.fromEntries(rows.map(({ value, count }) => [value, count])),
      hasOthers,
    ])

  it('SEL-12 hides a count under 5 and the next one it could be computed from', () => {
    expect(shownIn(gauge('visa', { need: 57, do_not_need: 3 }))).toEqual([[{}, true]])
    expect(shownIn(gauge('newcomer', { first_time: 40, been_before: 16, not_said: 4 }))).toEqual([
      [{ first_time: 40 }, true],
    ])
    expect(shownIn(gauge('visa', { need: 55, do_not_need: 5 }))).toEqual([[{ need: 55, do_not_need: 5 }, false]])
  })

  it('SEL-12 hides a theme that few have, or that few have not, and everything of a small list', () => {
    const all = gauge('visa', { need: 30, do_not_need: 30 })

    expect(shownIn(all, gauge('theme', { digital: 4, labour: 30, peace_conflict: 56 }))[1]).toEqual([
      { labour: 30 },
      true,
    ])
    expect(shownIn(gauge('visa', { need: 4, do_not_need: 0 }))).toEqual([[{}, true]])
    expect(sharedSummary([gauge('visa', { need: 4, do_not_need: 0 })]).total).toBeNull()
  })

  it('SEL-12 names nothing of which nobody on the list, or somebody beside it, may be the only one', () => {
    const all = gauge('visa', { need: 30, do_not_need: 30 })
    const one = shownIn(all, gauge('region', { '014': 40, '011': 20 }), gauge('language', { fr: 20 }))
    const more = shownIn(
      all,
      gauge('region', { '014': 40, '011': 20, '054': 0 }),
      gauge('language', { fr: 20, ti: 0, es: 58 }),
    )

    expect(one).toEqual([
      [{ need: 30, do_not_need: 30 }, false],
      [{ '014': 40 }, true],
      [{ fr: 20 }, true],
    ])
    expect(more).toEqual(one)
  })

  it('SEL-12 tells nothing of a value nobody applied with by leaving it out', () => {
    expect(shownIn(gauge('visa', { need: 60 }))).toEqual([[{}, true]])
  })

  it('SEL-12 says of how many people it is by those it counts', () => {
    const gauges = [gauge('theme', { digital: 30, labour: 16 }), gauge('visa', { need: 14, do_not_need: 6 })]

    expect(sharedSummary([...gauges, gauge('gender', { woman: 8 })]).total).toBe(20)
  })

  it('SEL-12 leaves gender out, beside women and gender-diverse people together', () => {
    const shared = sharedSummary([
      gauge('equality', { women_and_diverse: 30, others: 30 }),
      gauge('gender', { woman: 28 }),
    ])

    expect(shared.families.map(({ family }) => family)).toEqual(['equality'])
  })
})
