import { describe, expect, it } from '@jest/globals'
import type { FieldDescription } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { sealedParts } from '#platform/form/sealed-parts.js'
import { describeSection } from '#platform/form/section.js'
import { langs, wordsFor } from '#words/index.js'
import { NamedRefereeForm } from './named-referee.form.js'
import { ReferenceForm, untouchedReference } from './reference.form.js'

const full = {
  how_know: 'works_together',
  since_when: '3_5',
  peaceful_rights_work: 'yes',
  respects_universality: 'yes',
  example_of_work: 'x',
  would_trust_in_closed_room: 'with_conditions',
  conflict_of_interest: 'none',
  'verify_me_by.channel': 'phone',
  'verify_me_by.handle': '+1',
  'verify_me_by.time': 'mornings',
  confidential: 'confidential',
}
const allFields = (fields: readonly FieldDescription[]): FieldDescription[] =>
  fields.flatMap((field) => [field, ...allFields(field.fields ?? [])])

describe('the reference form', () => {
  it('asks eleven things, three of them with words beside the choice', () => {
    const names = describeSection(ReferenceForm).fields.map(({ name }) => name)

    expect(names.filter((name) => !name.endsWith('_more'))).toHaveLength(11)
    expect(names.filter((name) => name.endsWith('_more'))).toHaveLength(3)
  })

  it('is complete with every required answer, and lacks something when any one is left out', () => {
    expect(readForm(ReferenceForm, full).errors).toEqual({})
    for (const left of Object.keys(full)) {
      const { errors } = readForm(ReferenceForm, { ...full, [left]: '' })
      expect({ left, errors: Object.keys(errors) }).toEqual({ left, errors: [left] })
    }
  })

  it('begins confidential', () => {
    expect(readForm(ReferenceForm, { ...full, ...untouchedReference }).errors).toEqual({})
  })

  it('parts what vetting reads, what tells of risk, and how to reach the referee', () => {
    const typed = { ...full, risk_known: 'serious', risk_known_more: 'r', concerns: 'c' }
    const parts = sealedParts(ReferenceForm, readForm(ReferenceForm, typed).values)

    expect(parts.risk).toEqual({ risk_known: 'serious', risk_known_more: 'r', concerns: 'c' })
    expect(parts.contact).toEqual({ verify_me_by: { channel: 'phone', handle: '+1', time: 'mornings' } })
    expect(Object.keys(parts).toSorted()).toEqual(['contact', 'references', 'risk'])
  })
})

describe.each(langs)('the questions to and about referees in %s', (lang) => {
  const words = wordsFor(lang)

  it.each([{ form: ReferenceForm }, { form: NamedRefereeForm }])('of $form.name all have their words', ({ form }) => {
    const missing = allFields(describeSection(form).fields).flatMap(({ id, options = [] }) =>
      [`field.${id}.label`, ...options.map((option) => `option.${id}.${option}`)].filter((text) => !words.has(text)),
    )

    expect(missing).toEqual([])
  })
})
