import type { Dice } from './dice.js'
import { brokenBytes, brokenEscapes, hostileName, hostileText, mark } from './hostile.js'
import type { Fields } from './shot.js'

type Draw<T> = (given: T, dice: Dice) => T

const atRandom = <T>(list: readonly T[], dice: Dice, change: (one: T) => readonly T[]): T[] => {
  const at = dice.below(Math.max(1, list.length))
  return list.flatMap((one, i) => (i === at ? change(one) : [one]))
}

const fieldChanges: readonly Draw<Fields>[] = [
  (fields, dice) => atRandom(fields, dice, ([name]) => [[name, hostileText(dice)]]),
  (fields, dice) => fields.map(([name, value]) => [name, name === 'form_token' ? value : hostileText(dice)]),
  (fields, dice) => atRandom(fields, dice, ([name, value]) => [[hostileName(dice, name), value]]),
  (fields, dice) => [...fields, [hostileName(dice, fields[0]?.[0] ?? 'a'), hostileText(dice)]],
  (fields, dice) => atRandom(fields, dice, (one) => [one, one]),
  (fields, dice) => atRandom(fields, dice, () => []),
  (fields) => [...fields, ...Array.from({ length: 10_000 }, (_, i) => [`f${i}`, mark] as const)],
  (fields, dice) => [...fields, ...Array.from({ length: 60 }, () => [dice.pick(fields)?.[0] ?? 'a', mark] as const)],
]

export const mutatedFields: Draw<Fields> = (fields, dice) =>
  fields.length === 0 ? [[mark, hostileText(dice)]] : dice.pick(fieldChanges)(fields, dice)

/** A form as bytes, sometimes with escapes and bytes no browser writes. */
export function formBytes(fields: Fields, dice: Dice): Buffer {
  const text = `${new URLSearchParams(fields.map(([name, value]) => [name, value]))}`
  if (!dice.chance(0.2)) return Buffer.from(text)
  const at = dice.below(text.length + 1)
  const odd = dice.chance(0.5) ? Buffer.from(dice.pick(brokenEscapes)) : dice.pick(brokenBytes)
  return Buffer.concat([Buffer.from(text.slice(0, at)), odd, Buffer.from(text.slice(at))])
}

const strange = (dice: Dice): unknown =>
  dice.pick<() => unknown>([
    () => hostileText(dice),
    () => hostileText(dice),
    () => [],
    () => [[[mark]]],
    () => ({}),
    () => ({ [mark]: { [mark]: mark } }),
    () => ({ length: 1, 0: mark }),
    () => null,
    () => true,
    () => -1,
    () => 1.5,
    () => 1e308,
    () => Number.MAX_SAFE_INTEGER,
    () => Array.from({ length: 10_000 }, () => mark),
    () => Array.from({ length: 150 }, (_, i) => ({ [`a${i}`]: null })),
    () => ({ toString: mark, valueOf: mark, toJSON: mark, hasOwnProperty: mark }),
  ])()

/** Changes one place of a JSON value: its type, its text, its name. */
export function mutatedJson(value: unknown, dice: Dice): unknown {
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  if (isLeaf || dice.chance(0.15)) return strange(dice)
  const key = dice.pick(Object.keys(value))
  if (Array.isArray(value))
    return value.map((one, i) => (String(i) === key ? mutatedJson(one, dice) : (one as unknown)))
  const { [key]: inner, ...rest } = value as Record<string, unknown>
  if (dice.chance(0.1)) return rest
  if (dice.chance(0.1)) return { ...rest, [hostileName(dice, key)]: inner }
  return { ...rest, [key]: mutatedJson(inner, dice) }
}

const textChanges: readonly Draw<string>[] = [
  (text) => `\uFEFF${text}`,
  (text) => `${text}${text}`,
  (text, dice) => text.slice(0, dice.below(text.length + 1)),
  (text) => text.replace('{', `{"__proto__":{"isAdmin":"${mark}"},`),
  (text) => text.replace('{', `{"constructor":{"prototype":{"a":"${mark}"}},`),
  (text) => text.replace('{', `{"a":"${mark}","a":"\\ud800\\u0000",`),
  () => '{"answers":'.repeat(100) + '{}' + '}'.repeat(100),
  () => '['.repeat(50_000),
  () => `{"answers":${'9'.repeat(5000)}}`,
  () => `{"answers":{"display_name":"${'\\u202e'.repeat(3000)}${mark}"}}`,
  () => `"${mark}"`,
  () => '',
  () => 'null',
]

/** JSON as bytes, sometimes none. */
export function jsonBytes(value: unknown, dice: Dice): Buffer {
  const text = JSON.stringify(value) ?? ''
  const written = dice.chance(0.25) ? dice.pick(textChanges)(text, dice) : text
  if (!dice.chance(0.1)) return Buffer.from(written)
  const at = dice.below(written.length + 1)
  return Buffer.concat([Buffer.from(written.slice(0, at)), dice.pick(brokenBytes), Buffer.from(written.slice(at))])
}
