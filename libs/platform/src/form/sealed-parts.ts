import { isFilled, isShown } from './constraints.js'
import type { FieldDescription, FormClass, SealedIn } from './description.js'
import { describeSection } from './section.js'

type Answers = Record<string, unknown>

/**
 * Splits a section's answers by where they are sealed. An entry of a repeat keeps its place in each part, so the parts
 * of one referee can be put side by side again. Answers that `showWhen` rules out are left out.
 */
export function sealedParts(form: FormClass, values: object): Partial<Record<SealedIn, Answers>> {
  const { fields } = describeSection(form)

  return Object.fromEntries(
    placesIn(form)
      .map((place) => [place, answersIn(place, fields, values)] as const)
      .filter(([, answers]) => isFilled(answers)),
  )
}

/** Every place an answer of the page may be sealed in, whatever was answered; of some of its fields where given. */
export const placesIn = (form: FormClass, fields = describeSection(form).fields): SealedIn[] => [
  ...new Set(fields.flatMap(placesOf)),
]

// Asked for each place, field and answer: found once for a field.
const places = new WeakMap<FieldDescription, readonly SealedIn[]>()

function placesOf(field: FieldDescription): readonly SealedIn[] {
  const known = places.get(field)
  if (known) return known
  const made = field.fields ? [...new Set(field.fields.flatMap(placesOf))] : [field.sealedIn]
  places.set(field, made)

  return made
}

function answersIn(place: SealedIn, fields: readonly FieldDescription[], values: object): Answers {
  const answers: Answers = {}
  for (const field of fields) {
    const value: unknown = Reflect.get(values, field.name)
    if (value === undefined || !isShown(values, field.showWhen) || !placesOf(field).includes(place)) continue
    answers[field.name] = field.fields ? nested(place, field.fields, value) : value
  }

  return answers
}

function nested(place: SealedIn, fields: readonly FieldDescription[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => nested(place, fields, entry))

  return typeof value === 'object' && value !== null ? answersIn(place, fields, value) : value
}
