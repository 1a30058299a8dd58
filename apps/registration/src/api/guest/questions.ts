import type { FormClass } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { choicesOf } from '#ui/choices.js'
import type { FieldSpec } from '#ui/field-spec.js'
import { aroundOf } from '#ui/questions.js'
import type { Words } from '#words/index.js'

/** The questions of a form as its page asks them, in page order; the parts of a group one after the other. */
export const questionsOf = (words: Words, form: FormClass): object[] => asked(words, describeSection(form).fields, [])

const asked = (words: Words, fields: readonly FieldSpec[], at: readonly string[]): object[] =>
  fields.flatMap((field) => {
    const path = [...at, field.name]
    if (field.fields) return asked(words, field.fields, path)
    const { label, hint = null } = aroundOf(field, { words, errors: {} }, { path: path.join('.'), siblings: fields })
    return [{ path: path.join('.'), label, hint, is_needed: field.required, choices: choicesOf(field, { words }) }]
  })
