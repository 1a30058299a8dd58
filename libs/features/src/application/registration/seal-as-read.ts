import { randomUUID } from 'node:crypto'
import { type Compartment, compartments } from '#domain/compartment.js'
import { type AnswerAsRead, answersAsRead, type FormContext } from '#platform/form/as-read.js'
import type { SealedIn } from '#platform/form/description.js'
import { sealedParts } from '#platform/form/sealed-parts.js'
import type { Directory } from '#platform/vault/directory.js'
import { sealRecord, type SealedRecord, sealUnder } from '#platform/vault/record.js'
import { type Lang, wordsFor } from '#words/index.js'
import type { ApplicantSession } from './applicant-session.js'
import { sections } from './forms/sections.js'
import type { Draft } from './own-drafts.store.js'
import { refereesToAsk, type RefereesToAsk } from './referees-to-ask.js'

/** A submitted record: the questions and answers as the person read them, and the values behind them. */
export interface SubmittedRecord {
  readonly form: string
  readonly language: string
  readonly answers: readonly Pick<AnswerAsRead, 'path' | 'question' | 'lines'>[]
  readonly values: Readonly<Record<string, unknown>>
  /** Only in `references`: what asking the referees takes. */
  readonly ask?: RefereesToAsk
}

const formVersion = 'apply-1'

/** What the page showed beside the answers: its language, and what the edition put into the questions. */
export interface AsShown extends FormContext {
  readonly lang: Lang
}

/**
 * Seals a complete draft: one record for each compartment, the mailbox record for the worker too, and zone and
 * language for the applicant alone. Records of one application share no key.
 */
export function sealAsRead(directory: Directory, me: ApplicantSession, draft: Draft, shown: AsShown): SealedRecord[] {
  const parts = partsOf(draft, shown)
  const place = { owner: me.applicationId, version: 1 }
  const sealed = compartments.flatMap((compartment) => {
    const part = parts.get(compartment)
    const record = part && compartment === 'references' ? { ...part, ask: refereesToAsk(draft) } : part
    const schema = compartment === 'contact' ? 'contact.rest' : compartment
    return record
      ? [sealRecord({ ...place, compartment, schema }, record, [directory.compartmentKey(compartment)])]
      : []
  })
  const mailbox = mailboxOf(draft)
  const readers = [directory.compartmentKey('contact'), directory.workerKey()]

  return [
    ...sealed,
    sealRecord({ ...place, compartment: 'contact', schema: 'contact.mailbox' }, mailbox, readers),
    displayFor(me, { zone: mailbox.zone, language: mailbox.language }),
  ]
}

// Nobody but the holder of the code reads it: no wrap, its key is the one the code gives.
function displayFor(me: ApplicantSession, display: { zone: string; language: string }): SealedRecord {
  const place = { owner: me.applicationId, compartment: 'applicant', schema: 'display', version: 1 }
  return { ...place, id: randomUUID(), body: sealUnder(place, display, me.ownKey), wraps: [] }
}

function partsOf(draft: Draft, { lang, ...context }: AsShown): Map<Compartment, SubmittedRecord> {
  const words = wordsFor(lang)
  const parts = new Map<Compartment, SubmittedRecord>()
  for (const { key, form } of sections) {
    const values = draft.get(key)?.values ?? {}
    const asRead = answersAsRead(form, values, words, context)
    for (const [sealedIn, some] of Object.entries(sealedParts(form, values))) {
      const compartment = compartmentOf(sealedIn as SealedIn)
      const answers = asRead
        .filter((answer) => compartmentOf(answer.sealedIn) === compartment && answer.sealedIn === sealedIn)
        .map(({ path, question, lines }) => ({ path, question, lines }))
      const before = parts.get(compartment)
      parts.set(compartment, {
        form: formVersion,
        language: lang,
        answers: [...(before?.answers ?? []), ...answers],
        values: { ...before?.values, ...merged(before?.values, some) },
      })
    }
  }
  return parts
}

const compartmentOf = (sealedIn: SealedIn): Compartment => (sealedIn === 'mailbox' ? 'contact' : sealedIn)

// The same list (two referees) may reach one compartment from two parts: entries are joined place by place.
function merged(before: SubmittedRecord['values'] | undefined, some: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(some).map(([name, value]) => {
      const known = before?.[name]
      if (!Array.isArray(known) || !Array.isArray(value)) return [name, value]
      return [name, value.map((entry: object, i) => Object.assign({}, known[i], entry))]
    }),
  )
}

interface Channel {
  readonly channel?: string
  readonly safe?: string
}

function mailboxOf(draft: Draft) {
  const channels = draft.get('channels')?.values ?? {}
  const chosen = (channels.safe_channels ?? []) as readonly Channel[]
  const isSafe = chosen.some(({ channel, safe }) => channel === 'email' && safe !== 'no')

  return {
    address: isSafe ? typed(channels.contact_email) : '',
    language: typed(draft.get('start')?.values.form_language, 'en'),
    zone: typed(draft.get('place')?.values.time_zone, 'UTC'),
    rules: (channels.contact_rules ?? []) as readonly string[],
    mark: typed(draft.get('sheet')?.values.mailMark),
    host: null,
  }
}

const typed = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)
