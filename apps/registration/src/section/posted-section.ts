import { Fault } from '#platform/fault.js'
import { isLang, type Lang } from '#words/index.js'

/** What a section page posts beside its questions. */
export interface PostedSection {
  /** The version the page showed; 0 for a page never saved. */
  readonly version: number
  /** `continue` or `leave`; the language buttons send neither. */
  readonly press: 'continue' | 'leave'
  /** Saved first, then shown in this language. */
  readonly language: Lang | null
  /** Field path on the check page to go back to. */
  readonly change: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

const fieldPath = /^[a-z_]+(\.[a-z0-9_]+){0,4}$/

export const isFieldPath = (text: unknown): text is string => typeof text === 'string' && fieldPath.test(text)

/** Parts a posted page. Fault `malformed_form` when one of its own fields is not of its kind. */
export function postedSection(body: unknown): PostedSection {
  if (typeof body !== 'object' || body === null) throw new Fault('malformed_form')
  const {
    version,
    then: press = 'continue',
    language = null,
    change = null,
    ...answers
  } = body as Record<string, unknown>
  const number = typeof version === 'string' && /^\d{1,6}$/.test(version) ? Number(version) : undefined
  const isFit =
    number !== undefined &&
    (press === 'continue' || press === 'leave') &&
    (language === null || isLang(language)) &&
    (change === null || isFieldPath(change))
  if (!isFit) throw new Fault('malformed_form')

  return { version: number, press, language, change, answers }
}
