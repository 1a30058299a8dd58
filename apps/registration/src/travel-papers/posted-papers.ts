import { identitySections } from '#features/journey/registration/forms/sections.js'
import { Fault } from '#platform/fault.js'
import { describeSection } from '#platform/form/section.js'

const sectionOfField = new Map(
  identitySections.flatMap(({ key, form }) => describeSection(form).fields.map(({ name }) => [name, key] as const)),
)

export interface PostedPapers {
  readonly version: number
  /** Fields by section key. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Parts one posted page into the sections it shows. Fault `malformed_form` for a field of none. */
export function postedPapers(body: unknown): PostedPapers {
  if (typeof body !== 'object' || body === null) throw new Fault('malformed_form')
  const { version, ...fields } = body as Record<string, unknown>
  if (typeof version !== 'string' || !/^\d{1,6}$/.test(version)) throw new Fault('malformed_form')
  const answers: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(fields)) {
    const key = sectionOfField.get(name.split('.')[0] ?? '')
    if (key === undefined) throw new Fault('malformed_form')
    answers[key] = { ...answers[key], [name]: value }
  }

  return { version: Number(version), answers }
}
