import { latinDigits } from '../digits.js'
import { readCaseNumber } from './access-code.js'
import type { FormErrors } from './form-rules.js'

export interface RefereeAnswers {
  readonly referees?: readonly { readonly name?: string; readonly channel?: string }[]
  readonly known_to_us?: boolean
  readonly voucher_code?: string
}

/** Two referees who are two people, by name and by channel; a voucher's code has the shape of a case number. */
export function refereeErrors({ referees = [], known_to_us: isKnown, voucher_code: code }: RefereeAnswers): FormErrors {
  const errors: FormErrors = isKnown && code && readCaseNumber(code) === null ? { voucher_code: 'case_number' } : {}
  const [first, second] = referees
  if (!first || !second) return errors
  if (folded(first.name) !== '' && folded(first.name) === folded(second.name))
    return { ...errors, 'referees.1.name': 'same_person' }
  if (isSameChannel(first.channel, second.channel)) return { ...errors, 'referees.1.channel': 'same_person' }

  return errors
}

/** Answers of the whole form, section by section, as far as one judges another. */
export interface WholeAnswers {
  readonly start?: { readonly applying_for?: string; readonly proxy_consent?: { readonly channel?: string } }
  readonly references?: RefereeAnswers
}

/** Section → field → code, for rules that look over the pages: who types for somebody is no referee of theirs. */
export function errorsAcross({ start, references }: WholeAnswers): Readonly<Record<string, FormErrors>> {
  const proxy = start?.applying_for === 'proxy' ? start.proxy_consent?.channel : undefined
  const same = (references?.referees ?? []).flatMap(({ channel }, index) =>
    isSameChannel(proxy, channel) ? [[`referees.${index}.channel`, 'is_proxy'] as const] : [],
  )

  return same.length > 0 ? { references: Object.fromEntries(same) } : {}
}

/** One way to reach a person, however it was typed: case, spaces, and the signs and leading zeros of a number. */
export function isSameChannel(one: string | undefined, other: string | undefined): boolean {
  const channel = reduced(one)

  return channel !== '' && channel === reduced(other)
}

const numberLike = /^[\d\s+()./-]{6,}$/

function reduced(typed: string | undefined): string {
  const text = latinDigits(folded(typed).replace(/\p{Cf}/gu, ''))

  return numberLike.test(text) ? text.replace(/\D/g, '').replace(/^0+/, '') : text
}

const folded = (text: string | undefined): string => (text ?? '').normalize('NFKC').trim().toLowerCase()
