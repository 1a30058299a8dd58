import { grouped } from '#domain/grouped.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring, OpenedRecord } from '#platform/vault/keyring.js'
import { sentSchemas } from '../file-versions.js'
import { type OpenedParts, openParts } from '../open-parts.js'
import { sectionSchemas, sectionVersionsOf, standingAnswers, valuesAlone } from '../section-versions.js'
import type { SeenFile } from '../see-file.js'

/** A text that may tie somebody to the file, and whose it is. */
export interface Tie {
  readonly of: 'applicant' | 'referee' | 'not_read_by'
  readonly text: string
}

/** A mail address or another way to be reached, and whose it is. */
export interface TieWay {
  readonly of: Tie['of'] | 'proxy'
  readonly text: string
}

export interface FileTies {
  /** Where the person lives and works; null where this session does not open it. */
  readonly countries: readonly string[] | null
  readonly names: readonly Tie[]
  readonly affiliations: readonly Tie[]
  readonly addresses: readonly TieWay[]
}

type Values = Readonly<Record<string, unknown>>
type Answers = Readonly<Record<'contact' | 'profile' | 'references', Values | undefined>>

/**
 * People, organisations, addresses and countries a file names, as far as this session opens them; what it does not open
 * is left out. The audit line is committed first.
 */
export async function openTies(
  tools: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  file: SeenFile,
): Promise<FileTies> {
  const compartments = file.seen.compartments.filter((name) => name in extra)
  const line = { verb: 'ties.opened', objectId: file.id, purpose: file.state }

  return tiesOf(await openParts(tools, actor, line, { compartments, others: tieSchemas(file) }))
}

/**
 * The same of many files, by id; one line for all of them, committed first. A file of which nothing opens is left out.
 * Never inside a transaction that has written a line.
 */
export async function openTiesOf(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  files: readonly SeenFile[],
): Promise<Map<string, FileTies>> {
  if (files.length === 0) return new Map()
  const owners = files.map(({ id }) => id)
  const names = Object.keys(extra)
  const sections = sectionSchemas(await sectionVersionsOf(database, owners), names)
  const sent = names.flatMap((name) => [sentSchemas[name] ?? [], ...(extra[name] ?? [])].flat())
  const line = { verb: 'ties.opened', objectId: actor.editionId, purpose: `${owners.length}` }
  const query = { owners, schemas: [...sent, ...sections], everyVersion: true, keep: tiesAlone }
  const records = grouped(await keyring.open(actor.holder, line, query), ({ owner }) => owner)

  return new Map(
    files.flatMap((file) => {
      const own = records
        .get(file.id)
        ?.filter(({ compartment }) => file.seen.compared.some((one) => one === compartment))
      return own ? [[file.id, tiesIn(answersOf(own), own)]] : []
    }),
  )
}

/** Of a sent page or a replaced section its answers, of the others how somebody can be reached. */
function tiesAlone(value: unknown): unknown {
  const { address, referee } = value as Values
  return { ...valuesAlone(value), address, referee }
}

function answersOf(records: readonly OpenedRecord[]): Answers {
  const of = (name: string): Values | undefined => {
    const own = records.filter(({ schema }) => schema === sentSchemas[name] || schema.startsWith(`${name}.section.`))
    return own.length === 0 ? undefined : { ...standingAnswers(own) }
  }

  return { contact: of('contact'), profile: of('profile'), references: of('references') }
}

/** What is opened beside what was sent, to know of ties. */
export const tieSchemas = ({ seen }: Pick<SeenFile, 'seen'>): string[] =>
  seen.compartments.flatMap((name) => extra[name] ?? [])

/** The same of a file whose parts and `tieSchemas` are open already. */
export function tiesOf({ opened, said }: Pick<OpenedParts, 'opened' | 'said'>): FileTies {
  const valuesIn = (name: string): Values | undefined => {
    const record = said(name)
    return record && (record.values ?? {})
  }

  return tiesIn(
    { contact: valuesIn('contact'), profile: valuesIn('profile'), references: valuesIn('references') },
    opened,
  )
}

/** Records beside what was sent as a page. */
const extra: Readonly<Record<string, readonly string[]>> = {
  contact: ['contact.mailbox'],
  profile: [],
  references: ['referee.1', 'referee.2'],
}

function tiesIn({ contact = {}, profile, references = {} }: Answers, opened: readonly OpenedRecord[]): FileTies {
  const mailboxes = valuesOf(opened, /^contact\.mailbox$/).map(({ address }) => address)
  const later = valuesOf(opened, /^referee\./).map(({ referee }) => referee)
  const referees = [...entries(references['referees']), ...entries(later)]
  const reached = [...referees, ...entries(contact['referees'])].map(({ channel }) => channel)
  const [proxy] = entries([references['proxy_consent']])
  const handles = entries(contact['safe_channels']).map(({ handle }) => handle)

  return {
    countries: profile ? texts([profile['country_of_residence'], ...list(profile['region_of_work'])]) : null,
    names: [
      ...ties('not_read_by', namedIn(contact)),
      ...ties('applicant', [contact['display_name']]),
      ...ties('referee', [...referees.map(({ name }) => name), references['voucher_name']]),
    ],
    affiliations: [
      ...ties('not_read_by', namedIn(contact)),
      ...ties('applicant', [profile?.['organisation']]),
      ...ties(
        'referee',
        referees.map(({ organisation }) => organisation),
      ),
    ],
    addresses: [
      ...ties('not_read_by', addressed(contact)),
      ...ties('applicant', [contact['contact_email'], ...mailboxes, ...handles]),
      ...ties('referee', reached),
      ...ties('proxy', [proxy?.['channel']]),
    ],
  }
}

/** What was written of people who must not read the file, name or organisation apart and without their addresses. */
const namedIn = (contact: Values): string[] =>
  notReadBy(contact).map((part) =>
    part
      .split(/\s+/)
      .filter((word) => !at.test(word))
      .join(' '),
  )

/** The parts of it that hold an address. */
const addressed = (contact: Values): string[] => notReadBy(contact).filter((part) => at.test(part))

const notReadBy = ({ not_read_by: text }: Values): string[] =>
  typeof text === 'string' ? text.split(/[\n,;،]/).map((part) => part.trim()) : []

/** However wide it is typed. */
const at = /[@\uff20\ufe6b]/

const valuesOf = (opened: readonly OpenedRecord[], schema: RegExp): Values[] =>
  entries(opened.filter((record) => schema.test(record.schema)).map(({ value }) => value))

const ties = <Of extends TieWay['of']>(of: Of, values: readonly unknown[]): { of: Of; text: string }[] =>
  texts(values).map((text) => ({ of, text }))
const texts = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string' && value.trim() !== '')),
]
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const entries = (value: unknown): Values[] =>
  list(value).filter((entry): entry is Values => typeof entry === 'object' && entry !== null)
