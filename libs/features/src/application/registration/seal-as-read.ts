import { type Compartment, compartments } from '#domain/compartment.js'
import type { AnswerAsRead } from '#platform/form/as-read.js'
import type { SealedIn } from '#platform/form/description.js'
import { placesIn, sealedParts } from '#platform/form/sealed-parts.js'
import { describeSection } from '#platform/form/section.js'
import type { Directory } from '#platform/vault/directory.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import type { OwnKeys } from './applicant-session.js'
import { displayFor, mailboxOf } from './mailbox.js'
import type { Draft } from './own-drafts.store.js'
import { refereesToAsk, type RefereesToAsk } from './referees-to-ask.js'
import { keptCopy, sealCopy } from './after-sending/own-copy.store.js'
import { type AsShown, type SectionAsRead, sectionsAsRead } from './after-sending/sections-as-read.js'

/** A submitted record: the questions and answers as the person read them, and the values behind them. */
export interface SubmittedRecord {
  readonly form: string
  readonly language: string
  readonly answers: readonly SubmittedAnswer[]
  readonly values: Readonly<Record<string, unknown>>
  /** Only in `references`: what asking the referees takes. */
  readonly ask?: RefereesToAsk
}

interface SubmittedAnswer extends Pick<AnswerAsRead, 'path' | 'question' | 'lines'> {
  /** Key of the page it was asked on: a replaced section takes the place of all its answers. */
  readonly section: string
}

/** Version of the form's questions and of the consent texts on it. */
export const formVersion = 'apply-1'

/**
 * Seals a complete draft: one record for each compartment, the mailbox record for the worker too, and zone and
 * language for the applicant alone; the copy they chose to keep too. Records of one application share no key.
 */
export function sealAsRead(
  directory: Directory,
  me: OwnKeys,
  draft: Draft,
  shown: AsShown & { readonly keepCopy: boolean },
): SealedRecord[] {
  const read = sectionsAsRead(draft, shown)
  const parts = partsOf(read, shown)
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
    displayFor(me, mailbox, 1),
    ...(shown.keepCopy ? [sealCopy(me, keptCopy(read, shown.lang), 1)] : []),
  ]
}

interface Part {
  readonly answers: SubmittedAnswer[]
  readonly values: Record<string, unknown>
}

function partsOf(read: readonly SectionAsRead[], { lang }: AsShown): Map<Compartment, SubmittedRecord> {
  const parts = new Map<Compartment, Part & SubmittedRecord>()
  const partOf = (sealedIn: SealedIn): Part => {
    const compartment = compartmentOf(sealedIn)
    const part = parts.get(compartment) ?? { form: formVersion, language: lang, answers: [], values: {} }
    parts.set(compartment, part)
    return part
  }
  for (const section of read) {
    const filled = sealedParts(section.form, section.values)
    for (const [sealedIn, some] of Object.entries(filled)) join(partOf(sealedIn as SealedIn).values, some)
    for (const { path, question, lines, sealedIn } of section.answers) {
      if (filled[sealedIn]) partOf(sealedIn).answers.push({ section: section.key, path, question, lines })
    }
  }
  return parts
}

/** A section replaced after sending: all it says in one compartment, and the fields it says it of. */
export interface ReplacedRecord extends SubmittedRecord {
  readonly section: string
  readonly fields: readonly string[]
}

/** The compartments a page reaches, whatever was answered on it. */
export const compartmentsIn = ({ form }: Pick<SectionAsRead, 'form'>): Compartment[] => [
  ...new Set(placesIn(form).map(compartmentOf)),
]

/** What a replaced section says in one compartment. */
export function replacedPart(read: SectionAsRead, compartment: Compartment, { lang }: AsShown): ReplacedRecord {
  const whole = partsOf([read], { lang, about: {} }).get(compartment)
  const fields = describeSection(read.form).fields.filter((field) =>
    placesIn(read.form, [field]).some((place) => compartmentOf(place) === compartment),
  )
  return {
    form: formVersion,
    language: lang,
    section: read.key,
    fields: fields.map(({ name }) => name),
    answers: whole?.answers ?? [],
    values: whole?.values ?? {},
    ...(read.key === 'references' &&
      compartment === 'references' && { ask: refereesToAsk(new Map([[read.key, { values: { ...read.values } }]])) }),
  }
}

const compartmentOf = (sealedIn: SealedIn): Compartment => (sealedIn === 'mailbox' ? 'contact' : sealedIn)

// The same list (two referees) may reach one compartment from two parts: entries are joined place by place.
function join(values: Part['values'], some: object): void {
  for (const [name, value] of Object.entries(some)) {
    const known = values[name]
    values[name] =
      Array.isArray(known) && Array.isArray(value)
        ? value.map((entry: object, i) => Object.assign({}, known[i], entry))
        : value
  }
}
