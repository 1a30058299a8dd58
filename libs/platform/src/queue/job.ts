import { Fault } from '#platform/fault.js'
import type { QueueName } from './policies.js'

/** What a payload field may be: an id, a whole number, or one of the listed codes. Never text. */
export type PayloadField = 'uuid' | 'int' | readonly string[]
export type PayloadSchema = Readonly<Record<string, PayloadField>>

type FieldValue<F> = F extends 'uuid' ? string : F extends 'int' ? number : F extends readonly (infer C)[] ? C : never
export type Payload<S extends PayloadSchema> = { readonly [K in keyof S]: FieldValue<S[K]> }

export interface JobDefinition<S extends PayloadSchema = PayloadSchema> {
  readonly name: string
  readonly queue: QueueName
  readonly payload: S
}

const definitions = new Map<string, JobDefinition>()

/**
 * Names a job: where it queues and what its payload holds (ids, numbers, codes). One name, one definition.
 * Throws Fault `job_defined_twice`.
 */
export function defineJob<const S extends PayloadSchema>(definition: JobDefinition<S>): JobDefinition<S> {
  if (definitions.has(definition.name)) throw new Fault('job_defined_twice')
  definitions.set(definition.name, definition)
  return definition
}

/** Every job named by a module loaded so far, sorted by name. */
export const definedJobs = (): JobDefinition[] =>
  [...definitions.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))

/**
 * Returns the payload when it has exactly the fields of the schema, each of its kind. Throws Fault `job_payload_unfit`;
 * called before adding and again before running, so that a queue never holds a text.
 */
export function fitPayload<S extends PayloadSchema>(job: JobDefinition<S>, data: unknown): Payload<S> {
  const given = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  const names = Object.keys(job.payload)
  const fits =
    names.length === Object.keys(given).length && names.every((name) => fitsField(job.payload[name], given[name]))
  if (!fits) throw new Fault('job_payload_unfit')
  return given as Payload<S>
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function fitsField(field: PayloadField | undefined, value: unknown): boolean {
  if (field === 'int') return Number.isSafeInteger(value)
  if (typeof value !== 'string' || field === undefined) return false
  return field === 'uuid' ? uuid.test(value) : field.includes(value)
}
