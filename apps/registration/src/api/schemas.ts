import { identitySections } from '#features/journey/registration/forms/sections.js'
import { NominationForm } from '#features/nomination/registration/put-forward.js'
import { NamedRefereeForm } from '#features/reference/registration/forms/named-referee.form.js'
import { ReferenceForm } from '#features/reference/registration/forms/reference.form.js'
import { schemaOf } from '#platform/form/schema.js'

const text = { type: 'string' }

/** Shapes named once in the document. */
export const schemas: Readonly<Record<string, object>> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457; `code` and `type` are stable, texts are in the language of Accept-Language',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      reference: text,
      errors: { type: 'array', items: { $ref: '#/components/schemas/ProblemField' } },
    },
    required: ['type', 'title', 'status', 'code'],
  },
  ProblemField: {
    type: 'object',
    properties: { pointer: { ...text, description: 'RFC 6901' }, code: text, detail: text },
    required: ['pointer', 'code', 'detail'],
  },
  NamedReferee: schemaOf(NamedRefereeForm),
  Nomination: schemaOf(NominationForm),
  Reference: schemaOf(ReferenceForm),
  TravelPapers: {
    type: 'object',
    properties: Object.fromEntries(identitySections.map(({ key, form }) => [key, schemaOf(form)])),
    required: identitySections.map(({ key }) => key),
    additionalProperties: false,
  },
}
