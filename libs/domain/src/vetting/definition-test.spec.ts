import { describe, expect, it } from '@jest/globals'
import { definitionAnswers, type DefinitionTest, eligibilityOf } from './definition-test.js'

const all: DefinitionTest[] = definitionAnswers.flatMap((for_others) =>
  definitionAnswers.flatMap((universality) =>
    definitionAnswers.map((peaceful) => ({ for_others, universality, peaceful })),
  ),
)
const given = (test: DefinitionTest) => Object.values(test)

describe('the definition test', () => {
  it('is met only where all three answers are yes', () => {
    expect(all.filter((test) => eligibilityOf(test) === 'yes')).toEqual([
      { for_others: 'yes', universality: 'yes', peaceful: 'yes' },
    ])
  })

  it('is not met by one no, whatever the others say, and open otherwise', () => {
    expect(all.length).toBe(27)
    for (const test of all) {
      expect([test, eligibilityOf(test) === 'no']).toEqual([test, given(test).includes('no')])
      expect([test, eligibilityOf(test) === 'unsure']).toEqual([
        test,
        !given(test).includes('no') && given(test).includes('unsure'),
      ])
    }
  })
})
