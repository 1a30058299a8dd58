import { fieldErrorText, fieldLabel, isolate, type Words } from '#words/index.js'
import type { Around } from './field.js'
import type { ErrorCodes, FieldSpec } from './field-spec.js'

/** What the words around a question are made of. */
export interface Questions {
  readonly words: Words
  readonly errors: ErrorCodes
  /** Values for labels: dates of the edition, limits. */
  readonly about?: Readonly<Record<string, string>>
  /** Field → page that helps to answer; opened beside, so that nothing typed is lost. */
  readonly links?: Readonly<Record<string, string>>
}

interface Place {
  readonly path: string
  /** The questions asked beside it. */
  readonly siblings: readonly FieldSpec[]
}

/** Label, hint, link and error of one question. */
export function aroundOf(field: FieldSpec, questions: Questions, { path, siblings }: Place): Around {
  const { words, errors, about = {}, links = {} } = questions
  const label = fieldLabel(words, path, about)
  const code = errors[path]
  const href = links[field.id]
  const text = words.find(`field.${field.id}.link`)

  return {
    name: path,
    label: field.required === 'no' ? `${label} ${words('shell.optional')}` : label,
    hint: [onlyIf(field, words, siblings), ...hintsOf(field, words, path)].filter(Boolean).join(' ') || undefined,
    link: href && text ? { href, text } : undefined,
    error: code && fieldErrorText(words, path, code, { ...about, limit: field.limit ?? 0, max: field.max ?? 0 }),
  }
}

/** Without scripts every question stands on the page: this says whom it concerns. */
function onlyIf({ id, showWhen }: FieldSpec, words: Words, siblings: readonly FieldSpec[]): string | undefined {
  if (!showWhen) return undefined
  const own = words.find(`field.${id}.only_if`)
  const other = siblings.find(({ name }) => name === showWhen.field)
  if (own !== undefined || !other) return own
  const answers = showWhen.is.map((one) => isolate(words.find(`option.${other.id}.${one}`) ?? words('form.ticked')))

  return words('form.only_if', { question: fieldLabel(words, other.id), answer: answers.join(' · ') })
}

/** How to write a date is said once, not in every entry of a repeat. */
const hintsOf = ({ id, control, limit, max }: FieldSpec, words: Words, path: string): (string | undefined)[] => [
  words.find(`field.${id}.hint`),
  control === 'textarea' && limit ? words('form.limit', { limit }) : undefined,
  control === 'date' && !/\.\d+\./.test(path) ? words('form.date_hint') : undefined,
  control === 'partial_date' ? words('form.partial_date_hint') : undefined,
  control === 'selects' && max ? words('form.choices_hint', { max }) : undefined,
]
