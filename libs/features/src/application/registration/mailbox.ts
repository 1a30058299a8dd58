import { randomUUID } from 'node:crypto'
import type { Mailbox } from '#platform/mail/mailbox.js'
import { type SealedRecord, sealUnder } from '#platform/vault/record.js'
import type { OwnKeys } from './applicant-session.js'
import type { Draft } from './own-drafts.store.js'

interface Channel {
  readonly channel?: string
  readonly safe?: string
}

type Values = Readonly<Record<string, unknown>>

const addressed = (channels: Values): Pick<Mailbox, 'address' | 'rules'> => {
  const chosen = (channels.safe_channels ?? []) as readonly Channel[]
  const isSafe = chosen.some(({ channel, safe }) => channel === 'email' && safe !== 'no')
  return {
    address: isSafe ? typed(channels.contact_email) : '',
    rules: (channels.contact_rules ?? []) as readonly string[],
  }
}

/** What each section says of the mailbox. */
const parts: Readonly<Record<string, (values: Values) => Partial<Mailbox>>> = {
  channels: addressed,
  start: ({ form_language: language }) => ({ language: typed(language, 'en') }),
  place: ({ time_zone: zone }) => ({ zone: typed(zone, 'UTC') }),
}

/** What one section says of the mailbox; undefined for a section that says nothing of it. */
export const mailboxPart = (key: string, values: object): Partial<Mailbox> | undefined => parts[key]?.({ ...values })

/** All the worker may know of the person, as the draft has it. */
export function mailboxOf(draft: Draft): Mailbox {
  const told = Object.keys(parts).map((key) => mailboxPart(key, draft.get(key)?.values ?? {}))
  const whole: Mailbox = { address: '', language: 'en', zone: 'UTC', rules: [], mark: '', host: null }
  return Object.assign(whole, ...told, { mark: typed(draft.get('sheet')?.values.mailMark) })
}

/** Zone and language for the person's own pages. No wrap: nobody but the holder of the code reads it. */
export function displayFor(
  me: OwnKeys,
  { zone, language }: Pick<Mailbox, 'zone' | 'language'>,
  version: number,
): SealedRecord {
  const place = { owner: me.applicationId, compartment: 'applicant', schema: 'display', version }
  return { ...place, id: randomUUID(), body: sealUnder(place, { zone, language }, me.ownKey), wraps: [] }
}

const typed = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)
