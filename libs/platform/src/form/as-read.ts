import { fieldLabel, type Words } from '#words/index.js'
import type { DateParts } from './dates.js'
import { isFilled, isShown } from './constraints.js'
import type { FieldDescription, FormClass, SealedIn } from './description.js'
import { describeSection } from './section.js'

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

/**
 * The section as a list of questions and answers in one language, in page order: for the check page, the text copy and
 * the sealed record. Entries of a repeat come one after the other. Label values (dates of the edition) go in `about`.
 */
export function answersAsRead(
  form: FormClass,
  values: object,
  words: Words,
  about: Readonly<Record<string, string>> = {},
): AnswerAsRead[] {
  return readFields(describeSection(form).fields, values, '', (path) => fieldLabel(words, path, about)).map(
    ({ field, path, question, value }) => ({
      path,
      question,
      lines: linesOf(field, value, words),
      sealedIn: field.sealedIn,
      ltr: field.ltr === true || field.control === 'email',
    }),
  )
}

interface Asked {
  readonly field: FieldDescription
  readonly path: string
  readonly question: string
  readonly value: unknown
}

function readFields(
  fields: readonly FieldDescription[],
  values: object,
  path: string,
  label: (path: string) => string,
): Asked[] {
  return fields
    .filter((field) => isShown(values, field.showWhen))
    .flatMap((field) => {
      const value: unknown = Reflect.get(values, field.name)
      const own = path + field.name
      if (!field.fields) return [{ field, path: own, question: label(own), value }]
      const parts = field.fields
      const entries = field.control === 'repeat' ? entriesOf(value) : [value]

      return entries.flatMap((entry, index) =>
        readFields(parts, objectOf(entry), field.control === 'repeat' ? `${own}.${index}.` : `${own}.`, label),
      )
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

/** The name of a chosen value: of a country, a language, or the option's own text; typed text stays as it is. */
function choiceText({ id, options, source }: FieldDescription, value: string, words: Words): string {
  if (options) return words.find(`option.${id}.${value}`) ?? value
  if (source === 'countries' && /^[A-Z]{2}$/.test(value)) return words.country(value)
  if (source === 'issuers')
    return words.find(`issuer.${value}`) ?? (/^[A-Z]{2}$/.test(value) ? words.country(value) : value)

  return source === 'languages' && /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(value) ? words.language(value) : value
}
