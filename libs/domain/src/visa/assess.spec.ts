import { describe, expect, it } from '@jest/globals'
import { assess } from './assess.js'
import { shippedRules } from './rule-set.js'
import type { Assessment, VisaInput } from './visa-input.js'
import cases from './visa-cases.json' with { type: 'json' }

interface VisaCase {
  readonly id: string
  readonly title: string
  readonly input: VisaInput
  readonly expected: Assessment
}
const worked = cases as unknown as readonly VisaCase[]

describe('worked visa cases', () => {
  it.each(worked.map((row) => [row.id, row.title, row] as const))('LET-7 %s %s', (_id, _title, { input, expected }) => {
    const { assessment } = assess(input, shippedRules)

    expect(assessment).toEqual(expected)
  })

  it('LET-7 every case of the table is run', () => {
    expect(worked).toHaveLength(32)
  })
})
