import type { Dice } from './dice.js'

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** A value the schema of an OpenAPI document allows, as far as its types and lists of choices say. */
export function sampleOf(schema: unknown, components: Schema, dice: Dice): unknown {
  if (!isSchema(schema)) return null
  if (typeof schema.$ref === 'string')
    return sampleOf(components[schema.$ref.split('/').at(-1) ?? ''], components, dice)
  if (Array.isArray(schema.enum)) return dice.pick(schema.enum as unknown[])
  const choice = schema.oneOf ?? schema.anyOf
  if (Array.isArray(choice)) return sampleOf(dice.pick(choice as unknown[]), components, dice)
  const type: unknown = Array.isArray(schema.type) ? dice.pick(schema.type as unknown[]) : schema.type
  if (type === 'object' || isSchema(schema.properties)) {
    const parts = Object.entries(isSchema(schema.properties) ? schema.properties : {})
    return Object.fromEntries(parts.map(([name, part]) => [name, sampleOf(part, components, dice)]))
  }
  if (type === 'array') return [sampleOf(schema.items, components, dice)]
  if (type === 'integer' || type === 'number') return dice.below(3)
  if (type === 'boolean') return dice.chance(0.5)
  return type === 'null' ? null : dice.pick(['words', 'KE', 'a@example.org', '2026-03-02'])
}
