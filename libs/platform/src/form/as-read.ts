import { fieldLabel, type Words } from '#words/index.js'
import type { DateParts } from './dates.js'
import { isFilled, isShown } from './constraints.js'
import type { FieldDescription, FormClass, SealedIn } from './description.js'
import { askedFields, type NotOffered } from './offer.js'
import { sectionOf } from './section.js'

/** A question and its answer in the words the applicant read; `lines` is empty when nothing was answered. */
export interface AnswerAsRead {
  /** Path of the field, entry numbers included: `referees.0.name`. */
  readonly path: string
  readonly question: string
  readonly lines: readonly string[]
  readonly sealedIn: SealedIn
  /** An address, number or code: written left to right in every language. */
  readonly ltr: boolean
}

/** What the edition puts into a form: values for its labels (dates), and what it does not offer. */
export interface FormContext {
  readonly about?: Readonly<Record<string, string>>
  readonly notOffered?: NotOffered
}

/**
 * The section as a list of questions and answers in one language, in page order: for the check page, the text copy and
 * the sealed record. Entries of a repeat come one after the other.
 */
export function answersAsRead(
  form: FormClass,
  values: object,
  words: Words,
  { about = {}, notOffered = [] }: FormContext = {},
): AnswerAsRead[] {
  const unasked = sectionOf(form)?.unasked?.(values) ?? []
  const fields = askedFields(form, notOffered).filter(({ name }) => !unasked.includes(name))

  return readFields(fields, values, '').map(({ field, path, value }) => ({
    path,
    question: questionOf(words, path, about),
    lines: linesOf(field, value, words),
    sealedIn: field.sealedIn,
    ltr: field.ltr === true || field.control === 'email',
  }))
}

/** The label; in an entry of a repeat with the entry's name before it ("Person 2: Name"). */
function questionOf(words: Words, path: string, about: Readonly<Record<string, string>>): string {
  const question = fieldLabel(words, path, about)
  const [, repeat, index] = /^(.+)\.(\d+)\.[^.]+$/.exec(path) ?? []
  if (repeat === undefined) return question
  const label = words.find(`field.${repeat}.entry`) ?? fieldLabel(words, repeat)

  return entryQuestion(words, label, Number(index) + 1, question)
}

// Composed of texts of the catalogue, the same for everybody: put together once.
const composed = new Map<string, string>()

function entryQuestion(words: Words, label: string, number: number, question: string): string {
  const key = [words.lang, number, label, question].join('\n')
  const known = composed.get(key)
  if (known !== undefined) return known
  const made = words('form.of_entry', { entry: words('form.entry', { label, number }), question })
  composed.set(key, made)

  return made
}

interface Asked {
  readonly field: FieldDescription
  readonly path: string
  readonly value: unknown
}

function readFields(fields: readonly FieldDescription[], values: object, path: string): Asked[] {
  return fields
    .filter((field) => isShown(values, field.showWhen))
    .flatMap((field) => {
      const value: unknown = Reflect.get(values, field.name)
      const own = path + field.name
      if (!field.fields) return [{ field, path: own, value }]
      const parts = field.fields
      if (field.control === 'group') return readFields(parts, objectOf(value), `${own}.`)

      return entriesOf(value).flatMap((entry, index) => readFields(parts, objectOf(entry), `${own}.${index}.`))
    })
}

const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

function linesOf(field: FieldDescription, value: unknown, words: Words): string[] {
  if (!isFilled(value)) return []
  if (Array.isArray(value)) return value.map((one) => choiceText(field, String(one), words))
  if (typeof value === 'object' && value !== null) return [typedParts(value)]
  if (field.control === 'date' || field.control === 'partial_date') return [words.date(String(value))]
  if (value === true) return [words('form.ticked')]

  return field.control === 'textarea' ? String(value).split('\n') : [choiceText(field, String(value), words)]
}

const typedParts = ({ day, month, year }: DateParts): string => [day, month, year].filter(Boolean).join(' ')

const namesLanguages = new Set(['languages', 'interpretation'])

/** The name of a chosen value: of a country, a language, or the option's own text; typed text stays as it is. */
function choiceText({ id, options, source }: FieldDescription, value: string, words: Words): string {
  if (options) return words.find(`option.${id}.${value}`) ?? value
  if (source === 'countries' && /^[A-Z]{2}$/.test(value)) return words.country(value)
  if (source === 'issuers')
    return words.find(`issuer.${value}`) ?? (/^[A-Z]{2}$/.test(value) ? words.country(value) : value)

  if (source === 'interpretation' && value === 'sign') return words('interpretation.sign')

  return namesLanguages.has(source ?? '') && /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(value) ? words.language(value) : value
}
