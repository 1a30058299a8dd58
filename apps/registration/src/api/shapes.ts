/** What the document says of a route besides its path. */
export interface Described {
  readonly summary: string
  /** What a caller has to know besides. */
  readonly description?: string
  readonly status: 200 | 201 | 204
  readonly body?: ObjectSchema
  readonly answer?: object
  /** Statuses of refusals and errors. */
  readonly problems: readonly number[]
  readonly isPublic?: true
  /** Wants the version the caller saw, as `If-Match`. */
  readonly isConditional?: true
  /** Its answer holds what is told only once: no Idempotency-Key keeps it. */
  readonly isToldOnce?: true
  /** The same, where callers were promised once that they may send the header: it is taken and does nothing. */
  readonly ignoresKey?: true
}

export interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required?: readonly string[]
  readonly additionalProperties: false
}

export const object = (
  properties: Readonly<Record<string, object>>,
  required = Object.keys(properties),
): ObjectSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
export const text = { type: 'string' }
export const version = { type: 'integer', minimum: 0 }
export const answers = { type: 'object' }
export const errors = { type: 'array', items: { $ref: '#/components/schemas/ProblemField' } }
export const date = { type: ['string', 'null'], format: 'date' }
export const instant = { type: ['string', 'null'], format: 'date-time' }
