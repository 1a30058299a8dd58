import type { FieldDescription, FieldErrors, FormClass } from './description.js'
import { describeSection } from './section.js'

/** What an edition leaves out: questions by the name in their `offer`, single answers as `field.value`. */
export type NotOffered = readonly string[]

/** The fields asked in an edition that does not offer these, with the answers it offers; a choice of nothing is not asked. */
export function askedFields(form: FormClass, notOffered: NotOffered = []): readonly FieldDescription[] {
  const { fields } = describeSection(form)
  if (notOffered.length === 0) return fields

  return fields
    .filter(({ offer }) => offer === undefined || !notOffered.includes(offer))
    .map((field) => (field.options ? { ...field, options: offeredOf(field, notOffered) } : field))
    .filter(({ options }) => options === undefined || options.length > 0)
}

const offeredOf = ({ name, options = [] }: FieldDescription, notOffered: NotOffered): string[] =>
  options.filter((value) => !notOffered.includes(`${name}.${value}`))

/** Names of the fields that such an edition does not ask. */
export function unaskedNames(form: FormClass, notOffered: NotOffered): string[] {
  if (notOffered.length === 0) return []
  const asked = new Set(askedFields(form, notOffered).map(({ name }) => name))

  return describeSection(form)
    .fields.map(({ name }) => name)
    .filter((name) => !asked.has(name))
}

/** Names of the fields that such an edition asks and another may not. */
export const offeredNames = (form: FormClass, notOffered: NotOffered): string[] =>
  describeSection(form)
    .fields.filter(({ offer }) => offer !== undefined && !notOffered.includes(offer))
    .map(({ name }) => name)

/** Answers to what is asked: the others are left out. */
export function askedAnswers(form: FormClass, values: object, notOffered: NotOffered = []): Record<string, unknown> {
  const unasked = unaskedNames(form, notOffered)

  return Object.fromEntries(Object.entries(values).filter(([name]) => !unasked.includes(name)))
}

/** `not_offered` for each question with an answer among those the edition leaves out. */
export function offerErrors(form: FormClass, values: object, notOffered: NotOffered): FieldErrors {
  const wrong = askedFields(form, notOffered).filter(({ name }) =>
    [Reflect.get(values, name) as unknown].flat().some((value) => notOffered.includes(`${name}.${String(value)}`)),
  )

  return Object.fromEntries(wrong.map(({ name }) => [name, 'not_offered']))
}
