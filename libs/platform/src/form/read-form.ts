import { type ValidationError, validateSync } from 'class-validator'
import { latinDigits } from '#domain/digits.js'
import { Fault } from '../fault.js'
import { isFilled, isReplaced } from './constraints.js'
import { dateFromParts } from './dates.js'
import type { Control, FieldErrors, FieldOptions, FormClass } from './description.js'
import { type NotOffered, offerErrors, unaskedNames } from './offer.js'
import { fieldsOf, sectionOf } from './section.js'
import { type Tree, isTree, treeOf } from './tree.js'

export interface ReadForm<T> {
  /** What was typed, read as far as it could be; answers left empty are absent. */
  readonly values: Partial<T>
  readonly errors: FieldErrors
}

const defaultLimit = 500
/** Beyond this many times its limit a text is no answer but an attack; up to it, it is kept and flagged. */
const hardFactor = 4

/**
 * Reads a posted page (urlencoded, numbered keys such as `safe_channels.0.channel`) or a JSON body (nested) alike.
 * Everything that is merely wrong becomes field → code. Throws Fault `malformed_form` for unknown properties, wrong
 * types, `__proto__` and `constructor` keys, and texts over four times their limit. Questions the edition does not
 * ask are dropped; an answer it does not offer is `not_offered`.
 */
export function readForm<T extends object>(
  form: FormClass<T>,
  body: unknown,
  notOffered: NotOffered = [],
): ReadForm<T> {
  const section = sectionOf(form)
  const read = readFields(form, treeOf(body ?? {}))
  const unasked = unaskedNames(form, notOffered)
  for (const name of unasked) Reflect.deleteProperty(read, name)
  const values = section?.derive ? Object.assign(read, section.derive(read)) : read
  const found = codesOf(validateSync(values, { forbidUnknownValues: false, stopAtFirstError: false }))
  for (const name of unasked) Reflect.deleteProperty(found, name)
  const errors = { ...section?.rule?.(values), ...found, ...offerErrors(form, values, notOffered) }

  return { values: { ...values }, errors }
}

function readFields<T extends object>(form: FormClass<T>, body: Tree): T {
  const declared = fieldsOf(form)
  const known = new Set(declared.map(({ name }) => name))
  if (Object.keys(body).some((name) => !known.has(name))) throw new Fault('malformed_form')
  const values = new form()
  for (const { name, options } of declared) {
    const value = readers[options.control](body[name], options)
    if (value !== undefined) Reflect.set(values, name, value)
  }
  for (const { name, options } of declared) {
    if (options.control === 'repeat' && !isReplaced(values, options)) fillUp(Reflect.get(values, name), options)
  }

  return values
}

type Reader = (raw: unknown, options: FieldOptions) => unknown

/** Nothing but spaces and signs that cannot be seen. */
const blank = /^[\s\p{Cf}]*$/u

const readLine: Reader = (raw, options) => {
  const text = readText(raw, options)?.trim() || undefined

  if (!text || blank.test(text)) return undefined
  const shown = options.capitals ? text.toUpperCase() : text

  return options.numeric ? latinDigits(shown) : shown
}

const readers: Readonly<Record<Control, Reader>> = {
  text: readLine,
  email: readLine,
  radio: readLine,
  select: readLine,
  textarea: (raw, options) => readText(raw, options)?.replace(/\r\n?/g, '\n').trim() || undefined,
  tick: readTick,
  ticks: readChoices,
  selects: readChoices,
  date: readDate,
  partial_date: readDate,
  group: (raw, { parts }) => (parts ? readFields(parts(), treeOf(raw ?? {})) : undefined),
  repeat: readEntries,
}

function readText(raw: unknown, { limit = defaultLimit }: FieldOptions): string | undefined {
  if (raw === undefined || raw === null) return undefined
  if (typeof raw !== 'string' || (raw.length > limit * hardFactor && Array.from(raw).length > limit * hardFactor)) {
    throw new Fault('malformed_form')
  }

  return raw
}

function readTick(raw: unknown): boolean {
  if (raw === undefined || raw === null || raw === '' || raw === false || raw === 'no') return false
  if (raw === true || raw === 'yes') return true
  throw new Fault('malformed_form')
}

function readChoices(raw: unknown, options: FieldOptions): string[] {
  const list = raw === undefined || raw === null ? [] : [raw].flat()
  if (list.length > 400) throw new Fault('malformed_form')

  return [...new Set(list.map((one) => readLine(one, options)).filter((one) => typeof one === 'string'))]
}

function readDate(raw: unknown): unknown {
  if (raw === undefined || raw === null || raw === '') return undefined
  if (typeof raw === 'string') return raw.length <= 40 ? raw : malformed()
  const parts = treeOf(raw)
  if (Object.keys(parts).some((key) => !['day', 'month', 'year'].includes(key))) throw new Fault('malformed_form')
  const [day, month, year] = [parts.day, parts.month, parts.year].map((part) =>
    readText(part ?? '', { control: 'text', limit: 20 }),
  )

  return dateFromParts({ day, month, year })
}

function malformed(): never {
  throw new Fault('malformed_form')
}

/** As many entries as `min` stand there, so that each missing answer is named at its own box. */
function fillUp(entries: unknown, { parts, min = 0 }: FieldOptions): void {
  if (!parts || !Array.isArray(entries)) return
  while (entries.length < min) entries.push(new (parts())())
}

/** Empty entries fall away. */
function readEntries(raw: unknown, { parts, max = 20 }: FieldOptions): object[] {
  if (!parts) return []
  const rows = raw === undefined || raw === null ? [] : entriesOf(raw)
  if (rows.length > max * hardFactor) throw new Fault('malformed_form')

  return rows.map((row) => readFields(parts(), treeOf(row))).filter(isFilled)
}

function entriesOf(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw
  if (!isTree(raw)) throw new Fault('malformed_form')
  const keys = Object.keys(raw)
  if (keys.some((key) => !/^\d{1,3}$/.test(key))) throw new Fault('malformed_form')

  return keys.toSorted((a, b) => Number(a) - Number(b)).map((key) => raw[key])
}

/** The gravest code of each field: an absent answer before an ill-shaped one. */
const gravity = ['missing', 'choose', 'tick']

function codesOf(errors: readonly ValidationError[], path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...errors.map(({ property, constraints, children }) => {
      const codes = Object.values(constraints ?? {})
      const code = gravity.find((one) => codes.includes(one)) ?? codes.at(0)
      const own = code ? { [path + property]: code } : {}

      return { ...own, ...codesOf(children ?? [], `${path}${property}.`) }
    }),
  )
}
