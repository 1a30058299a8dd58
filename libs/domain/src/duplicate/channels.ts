import { latinDigits } from '../digits.js'

/** A number as it can be compared. */
export interface Phone {
  readonly digits: string
  /** Written with its country: + or 00. */
  readonly isInternational: boolean
}

export interface Handle {
  readonly channel: string
  readonly name: string
}

const fewestDigits = 7
const mostDigits = 15
/** A number without its country must be this long to stand for the end of another. */
const tellingDigits = 8

/**
 * Digits of a number in any script, without prefix 00, trunk zeros and the (0) behind a country; null for what cannot be
 * a number (fewer than 7 digits or more than the 15 of E.164). The trunk 8 of Russia and Kazakhstan is their country 7.
 */
export function readPhone(text: string): Phone | null {
  const written = latinDigits(text.normalize('NFKC')).replace(/[^\d+()]/g, '')
  const isInternational = /^(?:\+|00)/.test(written)
  const digits = (isInternational ? written.replaceAll('(0)', '') : written).replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length < fewestDigits || digits.length > mostDigits) return null
  const isTrunkEight = !isInternational && digits.length === 11 && digits.startsWith('8')

  return { digits: isTrunkEight ? `7${digits.slice(1)}` : digits, isInternational }
}

/**
 * `same_phone`: digit for digit. `phone_ending`: one is written without its country and is the end of the other, 8 digits
 * or more (as a rule the last 9). Two numbers that both name a country are the same in full or not at all.
 */
export function phonesAlike(one: Phone, other: Phone): 'same_phone' | 'phone_ending' | null {
  if (one.digits === other.digits) return 'same_phone'
  if (one.isInternational && other.isInternational) return null
  const [shorter, longer] = one.digits.length < other.digits.length ? [one, other] : [other, one]
  const isEnding = shorter.digits.length >= tellingDigits && longer.digits.endsWith(shorter.digits)

  return isEnding && !shorter.isInternational ? 'phone_ending' : null
}

/** What two alike numbers share. */
export const phoneKey = ({ digits }: Phone): string => digits.slice(-tellingDigits)

const invitationHosts = /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me)\//

/** A handle without @, case and the address of its service; null for an empty one. */
export function readHandle(channel: string, text: string): Handle | null {
  const name = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(invitationHosts, '')
    .replace(/^@+/, '')
    .replace(/\/$/, '')
    .trim()

  return name === '' ? null : { channel: channel.trim().toLowerCase(), name }
}

/** A handle that is a number: as such it is compared with numbers. */
export const handleAsPhone = ({ name }: Handle): Phone | null =>
  /^[+()\d\s.-]+$/.test(latinDigits(name)) ? readPhone(name) : null
