import { isSingleAddress } from './single-address.js'

/**
 * The record `contact.mailbox`: all the worker may know of a person. Sealed to `contact` and to the worker;
 * names, pronouns and the code word are another record.
 */
export interface Mailbox {
  /** Exactly one address, or empty where the person wants no mail. */
  readonly address: string
  readonly language: string
  /** IANA zone of the person. */
  readonly zone: string
  /** Codes of the field `contact_rules`. */
  readonly rules: readonly string[]
  /** The two words of the code sheet that end each mail. */
  readonly mark: string
  /** The host the mail may name, or null for none. */
  readonly host: string | null
}

/** What a mail to this person may do: go now, wait for the morning, or never go. */
export type MailVerdict = 'now' | 'wait' | 'never'

/** Rules that leave mail as it is; any other code forbids it until a person has read what is meant. */
const harmless = new Set(['neutral_sender', 'no_subject_detail', 'daytime_only', 'never_phone', 'never_sms', 'none'])

/**
 * Judges one mail at one instant. `never` for a person who wants no mail, whose rule we do not know or whose address
 * is not one; `wait` between 20:00 and 08:00 in their zone, unless the mail may go at any hour and the person did not ask for daytime only.
 */
export function judgeMail(mailbox: Mailbox, now: Date, anyHour: boolean): MailVerdict {
  if (!isSingleAddress(mailbox.address) || !mailbox.rules.every((rule) => harmless.has(rule))) return 'never'
  const mayDisturb = anyHour && !mailbox.rules.includes('daytime_only')
  return mayDisturb || isDaytime(now, mailbox.zone) ? 'now' : 'wait'
}

/** From 08:00 up to, not including, 20:00. A zone the runtime does not know counts as UTC. */
function isDaytime(now: Date, zone: string): boolean {
  const hour = hourIn(now, zone)
  return hour >= 8 && hour < 20
}

function hourIn(now: Date, zone: string): number {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone })
    return Number(format.format(now))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return now.getUTCHours()
  }
}

const quarterHour = 15 * 60_000
const lookAgain = 30 * 60_000

/**
 * When a held mail is looked at again: within the hour, on a quarter. Not the hour at which it may go, since a stored
 * time would tell the person's zone.
 */
export const nextLook = (now: Date): Date =>
  new Date(Math.ceil((now.getTime() + lookAgain) / quarterHour) * quarterHour)
