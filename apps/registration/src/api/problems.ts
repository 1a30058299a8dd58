import type { Refusal } from '#domain/outcome.js'
import { Fault } from '#platform/fault.js'
import { describeSection } from '#platform/form/section.js'
import type { FieldErrors, FormClass } from '#platform/form/description.js'
import { pointerTo, Problem, type ProblemField } from '#platform/web/answer/problem.js'
import { errorItems } from '#ui/error-summary.js'
import type { Words } from '#words/index.js'
import type { Asking } from '../shell/edition-words.js'

const statuses: Readonly<Record<string, number>> = {
  incomplete: 422,
  stale: 412,
  too_young: 422,
  wrong_code: 401,
  mistyped_code: 401,
}

/** A refusal as the API tells it: the same sentence as on the pages. `not_found` is the 404 of everything absent. */
export function problemOf(
  words: Words,
  { code }: Pick<Refusal<string>, 'code'>,
  errors: readonly ProblemField[] = [],
): Problem {
  if (code === 'not_found') throw new Fault('not_found')
  if (code === 'rate_limited') throw new Fault('rate_limited')
  // A code that is mistyped and one that is unknown get one answer.
  const told = code === 'mistyped_code' ? 'wrong_code' : code
  return new Problem(statuses[code] ?? 409, told, words.find(`refusal.${told}`) ?? words('refusal.title'), errors)
}

/** What the sentences of a form's errors are made of. */
export interface Telling extends Pick<Asking, 'about'> {
  readonly words: Words
}

/** Errors of one form as problem fields; `at` is where the form's body stands in the JSON document. */
export function problemFields(
  { words, about }: Telling,
  form: FormClass,
  errors: FieldErrors,
  at: readonly string[],
): ProblemField[] {
  return errorItems(words, describeSection(form).fields, errors, about).map(({ path, text }) => ({
    pointer: pointerTo(...at, ...path.split('.')),
    code: errors[path] ?? '',
    detail: text,
  }))
}

/** A form that cannot be taken as it is; `errors` points at each answer. */
export const incomplete = (words: Words, form: FormClass, errors: FieldErrors): Problem =>
  new Problem(422, 'incomplete', words('refusal.incomplete'), problemFields({ words, about: {} }, form, errors, []))
