import type { Control, FieldDescription, FormClass } from './description.js'
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

const fieldSchema = (field: FieldDescription): FormSchema => schemas[field.control](field)

const textSchema = ({ limit }: FieldDescription): FormSchema => ({
  type: 'string',
  ...(limit ? { maxLength: limit } : {}),
})

const listSchema = (items: FormSchema, { min, max, required }: FieldDescription): FormSchema => ({
  type: 'array',
  items,
  ...(min && required === 'yes' ? { minItems: min } : {}),
  ...(max ? { maxItems: max } : {}),
})

const schemas: Readonly<Record<Control, (field: FieldDescription) => FormSchema>> = {
  text: textSchema,
  textarea: textSchema,
  email: () => ({ type: 'string', format: 'email' }),
  radio: (field) => choiceSchema(field),
  select: (field) => choiceSchema(field),
  tick: () => ({ type: 'boolean' }),
  ticks: (field) => listSchema(choiceSchema(field), field),
  selects: (field) => listSchema(choiceSchema(field), field),
  date: () => ({ type: 'string', format: 'date' }),
  partial_date: () => ({ type: 'string', description: 'YYYY, YYYY-MM or YYYY-MM-DD' }),
  group: ({ fields = [] }) => objectSchema(fields),
  repeat: (field) => listSchema(objectSchema(field.fields ?? []), field),
}

const sourceNotes = {
  countries: 'ISO 3166-1 alpha-2 or XK',
  languages: 'BCP 47 tag',
  interpretation: 'BCP 47 tag, or sign',
  issuers: 'ISO 3166-1 alpha-2, XK, or XXA, XXB, XXC, XXX, UNO, UNA, UNK, XOM',
  zones: 'IANA time zone',
} as const

const choiceSchema = ({ options, source }: FieldDescription): FormSchema => ({
  type: 'string',
  ...(options ? { enum: options } : {}),
  ...(source ? { description: sourceNotes[source] } : {}),
})
