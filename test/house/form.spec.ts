import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type FormSection, sections } from '#features/application/registration/forms/sections.js'
import type { FieldDescription } from '#platform/form/description.js'
import { describeSection, Field, Section } from '#platform/form/section.js'
import { root } from '#test/support/cluster.js'

/** One input of the form: groups and repeats stand before their parts. */
interface Row {
  readonly id: string
  readonly section: string
  /** `mailbox` is the part of contact that the worker may open. */
  readonly compartment: string
  readonly required: FieldDescription['required']
}

const agreed = JSON.parse(readFileSync(path.join(root, 'test/house/form-fields.json'), 'utf8')) as readonly Row[]

const inputsOf = (fields: readonly FieldDescription[], section: string): Row[] =>
  fields.flatMap(({ id, sealedIn, required, fields: parts }) => [
    { id, section, compartment: sealedIn, required },
    ...inputsOf(parts ?? [], section),
  ])
const rowsOf = (some: readonly FormSection[]): Row[] =>
  some.flatMap(({ key, form }) => inputsOf(describeSection(form).fields, key))

describe('the application form', () => {
  it('asks what was agreed, on its page, sealed where it was agreed, and no less or more of it', () => {
    expect(rowsOf(sections)).toEqual(agreed)
  })

  it('would not move an answer to other readers unseen', () => {
    @Section({ key: 'risk', compartment: 'profile' })
    class MovedForm {
      @Field({ control: 'text' })
      safety_note!: string
    }
    const moved = sections.map((section) => (section.key === 'risk' ? { ...section, form: MovedForm } : section))

    expect(rowsOf(moved)).not.toEqual(agreed)
    expect(rowsOf(sections.toReversed())).not.toEqual(agreed)
  })

  it('takes at most an hour, in pages of three to six minutes', () => {
    expect(sections.length).toBeGreaterThanOrEqual(10)
    expect(sections.length).toBeLessThanOrEqual(13)
    expect(sections.filter(({ minutes }) => minutes < 3 || minutes > 6)).toEqual([])
    expect(sections.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(60)
  })
})
