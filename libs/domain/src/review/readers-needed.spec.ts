import { describe, expect, it } from '@jest/globals'
import { eligibilityOf, isThirdNeeded, readerCounts, readersNeeded, type Standing } from './readers-needed.js'
import { criterionKeys, type Eligibility, type Score } from './rubric.js'

const reviewed = (eligibility: Eligibility, score: Score = 3): Standing => ({
  as: 'reviewed',
  review: { eligibility, scores: Object.fromEntries(criterionKeys.map((key) => [key, score])) },
})
const [owes, agrees, disagrees, abstained] = (['owes', 'agrees', 'disagrees', 'abstained'] as const).map((as) => ({
  as,
})) as [Standing, Standing, Standing, Standing]
const yes = reviewed('yes')

describe('readers of one file', () => {
  it.each([
    ['nobody', [], { assigned: 0, submitted: 0 }],
    ['one who owes', [owes], { assigned: 1, submitted: 0 }],
    ['one who agrees', [yes, agrees], { assigned: 2, submitted: 2 }],
    ['one who disagrees', [yes, disagrees], { assigned: 2, submitted: 1 }],
    ['one who abstained', [yes, abstained], { assigned: 1, submitted: 1 }],
  ])('REV-5 count as assigned and as having submitted, with %s', (_, standings, expected) => {
    expect(readerCounts(standings)).toEqual(expected)
  })

  it.each([
    ['no review, one agrees', [owes, agrees], null],
    ['yes, yes', [yes, yes], 'yes'],
    ['yes, no', [yes, reviewed('no')], 'unsure'],
    ['yes, one agrees', [yes, agrees], 'yes'],
    ['yes, one disagrees', [yes, disagrees], 'unsure'],
    ['no, one disagrees', [reviewed('no'), disagrees], 'unsure'],
  ])('REV-5 join eligibility: %s is %s', (_, standings, expected) => {
    expect(eligibilityOf(standings)).toBe(expected)
  })

  it.each([
    ['nobody yet', [], 2],
    ['one', [owes], 1],
    ['two who owe', [owes, owes], 0],
    ['one who abstained', [yes, abstained], 1],
    ['two alike', [yes, reviewed('yes', 4)], 0],
    ['two who differ by 2', [yes, reviewed('yes', 5)], 1],
    ['two who differ on eligibility', [yes, reviewed('no')], 1],
    ['two who are not sure', [reviewed('unsure'), reviewed('unsure')], 1],
    ['one who is not sure, one who agrees', [reviewed('unsure'), agrees], 1],
    ['one who is sure, one who agrees', [yes, agrees], 0],
    ['two who differ and one called', [yes, reviewed('no'), owes], 0],
    ['two who differ and one called who abstained', [yes, reviewed('no'), abstained], 1],
    ['three done', [yes, reviewed('no'), yes], 0],
    ['one who disagrees and owes the full review', [yes, disagrees], 0],
    ['two alike and one who disagrees', [yes, yes, disagrees], 0],
  ])('are needed besides %s', (_, standings, expected) => {
    expect(readersNeeded(standings)).toBe(expected)
  })

  it.each([
    ['three, one place lost', [yes, owes], 1, 1],
    ['three, two places lost', [owes], 2, 2],
    ['three, one place lost and filled', [yes, owes, owes], 0, 0],
    ['two, one place lost', [yes], 1, 1],
    ['three, one of whom is a third and lost', [yes, reviewed('no')], 1, 1],
  ])('are needed besides what is left of %s', (_, standings, emptyPlaces, expected) => {
    expect(readersNeeded(standings, emptyPlaces)).toBe(expected)
  })

  it.each([
    ['two who differ', [yes, reviewed('no')], true],
    ['two who differ and one called', [yes, reviewed('no'), owes], false],
    ['two alike', [yes, yes], false],
    ['one', [yes], false],
  ])('REV-5 say whether a third is needed: %s', (_, standings, expected) => {
    expect(isThirdNeeded(standings)).toBe(expected)
  })
})
