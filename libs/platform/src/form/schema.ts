import type { FieldDescription, FormClass } from './description.js'
import { describeSection } from './section.js'

/** The part of JSON Schema (OpenAPI 3.1) that form bodies need. */
export interface FormSchema {
  readonly type: 'object' | 'array' | 'string' | 'boolean'
  readonly properties?: Readonly<Record<string, FormSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  readonly items?: FormSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxLength?: number
  readonly enum?: readonly string[]
  readonly format?: string
  readonly description?: string
}

/** The JSON body of a section as a schema: what the API document shows. Unknown properties are refused. */
export const schemaOf = (form: FormClass): FormSchema => objectSchema(describeSection(form).fields)

function objectSchema(fields: readonly FieldDescription[]): FormSchema {
  const required = fields.filter((field) => field.required === 'yes').map(({ name }) => name)

  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}

function fieldSchema(field: FieldDescription): FormSchema {
  const { control, fields = [], limit, max, min } = field
  switch (control) {
    case 'group':
      return objectSchema(fields)
    case 'repeat':
      return {
        type: 'array',
        items: objectSchema(fields),
        ...(min ? { minItems: min } : {}),
        ...(max ? { maxItems: max } : {}),
      }
    case 'ticks':
    case 'selects':
      return { type: 'array', items: choiceSchema(field), ...(max ? { maxItems: max } : {}) }
    case 'tick':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'partial_date':
      return { type: 'string', description: 'YYYY, YYYY-MM or YYYY-MM-DD' }
    case 'email':
      return { type: 'string', format: 'email' }
    case 'text':
    case 'textarea':
      return { type: 'string', ...(limit ? { maxLength: limit } : {}) }
    case 'radio':
    case 'select':
      return choiceSchema(field)
  }
}

const sourceNotes = {
  countries: 'ISO 3166-1 alpha-2 or XK',
  languages: 'BCP 47 tag',
  issuers: 'ISO 3166-1 alpha-2, XK, or XXA, XXB, XXC, XXX, UNO, UNA, UNK, XOM',
  zones: 'IANA time zone',
} as const

const choiceSchema = ({ options, source }: FieldDescription): FormSchema => ({
  type: 'string',
  ...(options ? { enum: options } : {}),
  ...(source ? { description: sourceNotes[source] } : {}),
})
