import {
  ArrayMaxSize,
  ArrayNotEmpty,
  Equals,
  IsIn,
  IsNotEmpty,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { zonesOf } from '#domain/place/time-zones.js'
import { countryCodes, documentIssuers, languageTags } from '#words/index.js'
import { isSingleAddress } from '../mail/single-address.js'
import { isIsoDate, isPartialDate } from './dates.js'
import type { Control, FieldOptions, OptionSource, ShowWhen } from './description.js'

type Constrain = (prototype: object, name: string) => void

const lists: Partial<Record<Control, true>> = { ticks: true, selects: true }
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u
const manyLines = /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u

const sources: Readonly<Record<Exclude<OptionSource, 'zones'>, ReadonlySet<string>>> = {
  countries: new Set(countryCodes),
  languages: new Set(languageTags),
  interpretation: new Set([...languageTags, 'sign']),
  issuers: new Set([...countryCodes, ...documentIssuers]),
}

/**
 * The class-validator constraints of one field, each with our code as its message: missing, choose, tick, too_long,
 * too_many, plain_text, email, date.
 */
export function constraintsOf(options: FieldOptions): readonly Constrain[] {
  const { control, parts, optional, max } = options
  const asked = ValidateIf(
    (form: object, value: unknown) =>
      isShown(form, options.showWhen) && (isFilled(value) || !(optional || isReplaced(form, options))),
  )
  if (parts) return [asked, ValidateNested(), ...(max ? [ArrayMaxSize(max, { message: 'too_many' })] : [])]

  return [asked, presence(control), ...shape(options), ...choices(options)]
}

/** True when the answer named by `showWhen` is one of those listed, or nothing is named. */
export function isShown(form: object, showWhen: ShowWhen | undefined): boolean {
  if (!showWhen) return true
  const value: unknown = Reflect.get(form, showWhen.field)

  return Array.isArray(value)
    ? value.some((one) => showWhen.is.includes(String(one)))
    : showWhen.is.includes(String(value))
}

/** True when the tick that stands in place of this field is there. */
export const isReplaced = (form: object, { unless }: FieldOptions): boolean =>
  unless !== undefined && Reflect.get(form, unless) === true

/** True for anything a person has put in, deep down in groups and repeats. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false

  return typeof value === 'object' ? Object.values(value).some(isFilled) : true
}

function presence(control: Control): Constrain {
  if (control === 'tick') return Equals(true, { message: 'tick' })
  if (lists[control]) return ArrayNotEmpty({ message: 'choose' })

  return IsNotEmpty({ message: control === 'radio' || control === 'select' ? 'choose' : 'missing' })
}

const shape = (options: FieldOptions): Constrain[] => shapes[options.control]?.(options) ?? []

const shapes: Partial<Record<Control, (options: FieldOptions) => Constrain[]>> = {
  text: ({ limit }) => [...atMost(limit), Matches(oneLine, { message: 'plain_text' })],
  textarea: ({ limit }) => [...atMost(limit), Matches(manyLines, { message: 'plain_text' })],
  email: () => [holds('email', (value) => typeof value === 'string' && isSingleAddress(value))],
  date: () => [holds('date', isIsoDate)],
  partial_date: () => [holds('date', isPartialDate)],
}

const atMost = (limit: number | undefined): Constrain[] => (limit ? [MaxLength(limit, { message: 'too_long' })] : [])

function choices({ control, options, source, max }: FieldOptions): Constrain[] {
  const each = lists[control] ?? false
  const known = options
    ? [IsIn([...options], { each, message: 'choose' })]
    : source
      ? [holds('choose', (value) => (each ? [value].flat() : [value]).every((one) => isListed(source, one)))]
      : []

  return max && lists[control] ? [...known, ArrayMaxSize(max, { message: 'too_many' })] : known
}

const isListed = (source: OptionSource, value: unknown): boolean =>
  typeof value === 'string' && (source === 'zones' ? isZone(value) : sources[source].has(value))

const isZone = (zone: string): boolean => countryCodes.some((country) => zonesOf(country).includes(zone))

const holds = (code: string, validate: (value: unknown) => boolean): Constrain =>
  ValidateBy({ name: code, validator: { validate, defaultMessage: () => code } })
