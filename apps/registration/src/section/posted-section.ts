import { Fault } from '#platform/fault.js'
import type { FormClass } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { isLang, type Lang } from '#words/index.js'

/** What a section page posts beside its questions. */
export interface PostedSection {
  /** The version the page showed; 0 for a page never saved. */
  readonly version: number
  /** `continue` or `leave`, `autosave` by the script; the language buttons and those of entries send none. */
  readonly press: Press
  /** Saved first, then shown in this language. */
  readonly language: Lang | null
  /** Field path on the check page to go back to. */
  readonly change: string | null
  /** Pressed "add another" or "remove" at this repeat: saved first, then shown again. */
  readonly entriesOf: string | null
  /** Without the entry that was removed. */
  readonly answers: Readonly<Record<string, unknown>>
}

const presses = ['continue', 'leave', 'autosave'] as const
type Press = (typeof presses)[number]
const isPress = (text: unknown): text is Press => presses.some((press) => press === text)

const fieldPath = /^[a-z_]+(\.[a-z0-9_]+){0,4}$/
const fieldName = /^[a-z_]+$/
const entryNumber = /\.\d{1,2}$/

export const isFieldPath = (text: unknown): text is string => typeof text === 'string' && fieldPath.test(text)
export const isFieldName = (text: unknown): text is string => typeof text === 'string' && fieldName.test(text)

/** Parts a page posted for this form. Fault `malformed_form` when one of the page's own fields is not of its kind. */
export function postedSection(body: unknown, form: FormClass): PostedSection {
  if (typeof body !== 'object' || body === null) throw new Fault('malformed_form')
  const { version, then: press = 'continue', language = null, change = null, ...rest } = body as Record<string, unknown>
  const number = typeof version === 'string' && /^\d{1,6}$/.test(version) ? Number(version) : undefined
  const isFit =
    number !== undefined &&
    isPress(press) &&
    (language === null || isLang(language)) &&
    (change === null || isFieldPath(change))
  if (!isFit) throw new Fault('malformed_form')

  return { version: number, press, language, change, ...withEntries(rest, form) }
}

/** The answers after "add another" or "remove" was pressed, and the repeat it was pressed at. */
function withEntries({ add = null, remove = null, ...answers }: Record<string, unknown>, form: FormClass) {
  if (add === null && remove === null) return { answers, entriesOf: null }
  const path = typeof remove === 'string' ? remove : ''
  const entriesOf = remove === null ? add : path.replace(entryNumber, '')
  const isFit = remove === null || (add === null && entryNumber.test(path))
  if (!isFit || typeof entriesOf !== 'string' || !repeatsIn(form).includes(entriesOf)) throw new Fault('malformed_form')
  const left = Object.entries(answers).filter(([name]) => remove === null || !name.startsWith(`${path}.`))

  return { answers: Object.fromEntries(left), entriesOf }
}

const repeatsIn = (form: FormClass): string[] =>
  describeSection(form)
    .fields.filter(({ control }) => control === 'repeat')
    .map(({ name }) => name)
