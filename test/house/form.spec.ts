import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type FormSection, sections } from '#features/application/registration/forms/sections.js'
import type { FieldDescription } from '#platform/form/description.js'
import { describeSection, Field, Section } from '#platform/form/section.js'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
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

/** Ids of the answers that hold the mark. */
function marked(value: unknown, id: string, mark: string): string[] {
  if (typeof value === 'string') return value.toLowerCase().includes(mark) ? [id] : []
  if (Array.isArray(value)) return value.flatMap((entry) => marked(entry, id, mark))

  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => marked(one, id === '' ? name : `${id}.${name}`, mark))
    : []
}

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

  it('is filled in tests with a marker in every place a person can write, save a code of six symbols', () => {
    const written = [completeAnswers('Mk7'), answersByProxy('Mk7')].flatMap((answers) =>
      Object.values(answers).flatMap((page) => marked(page, '', 'mk7')),
    )
    const typed = (fields: readonly FieldDescription[]): string[] =>
      fields.flatMap(({ id, control, fields: parts = [] }) => [
        ...(['text', 'textarea', 'email'].includes(control) ? [id] : []),
        ...typed(parts),
      ])
    const places = sections.flatMap(({ form }) => typed(describeSection(form).fields))

    expect(places.length).toBeGreaterThan(20)
    expect(places.filter((id) => !written.includes(id))).toEqual(['voucher_code'])
  })

  it('takes at most an hour, in pages of three to six minutes', () => {
    expect(sections.length).toBeGreaterThanOrEqual(10)
    expect(sections.length).toBeLessThanOrEqual(13)
    expect(sections.filter(({ minutes }) => minutes < 3 || minutes > 6)).toEqual([])
    expect(sections.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(60)
  })
})
