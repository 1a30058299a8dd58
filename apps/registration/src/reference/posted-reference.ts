import { Fault } from '#platform/fault.js'
import { isLang, type Lang } from '#words/index.js'

export interface PostedReference {
  /** The language button was pressed: nothing is sent, what was typed is shown again in this language. */
  readonly language: Lang | null
  readonly answers: Readonly<Record<string, unknown>>
}

/** Parts a posted page. Fault `malformed_form` when one of its own fields is not of its kind. */
export function postedReference(body: unknown): PostedReference {
  if (typeof body !== 'object' || body === null) throw new Fault('malformed_form')
  const { language = null, then: press = 'continue', ...answers } = body as Record<string, unknown>
  if (press !== 'continue' || (language !== null && !isLang(language))) throw new Fault('malformed_form')

  return { language, answers }
}
