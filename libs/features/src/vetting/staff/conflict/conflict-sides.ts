import type { ConflictKind } from '#domain/vetting/conflict.js'
import { conflictQuestions, type ReadDescription, readDescription } from '#domain/vetting/conflict-guess.js'
import { mailboxesIn, tellingDomain } from '#domain/vetting/mail-domain.js'
import type { FileTies, Tie } from '#features/application/index.orm.js'

/** What a colleague and a file have in common, the strongest first, each with the kind it would be: for an earlier edition the kind it was. */
export const sharedThings = {
  same_mailbox: 'personal',
  not_read_by: 'personal',
  earlier_edition: 'personal',
  country: 'administrative',
  name: 'personal',
  organisation: 'same_organisation',
  mail_domain: 'same_organisation',
  referee: 'past_reference',
  referee_organisation: 'same_organisation',
  nominator: 'past_reference',
} as const satisfies Readonly<Record<string, ConflictKind>>
export type SharedThing = keyof typeof sharedThings

/** Addresses as they are compared: each mailbox in its one form, at a free host too, and the domains that say something. */
interface MailSide {
  readonly mailboxes: ReadonlySet<string>
  readonly domains: ReadonlySet<string>
}

/** A colleague, read once to be compared with many files. */
export interface ReaderSide {
  readonly read: ReadDescription
  readonly mail: MailSide
  readonly countries: readonly string[]
}

/** A colleague as they are compared. */
export function readerSide({ name, affiliations, addresses, countries }: Compared): ReaderSide {
  const key = JSON.stringify([name, affiliations, addresses, countries])
  const known = sides.get(key)
  if (known) return known
  const side = {
    read: readDescription({ names: [name], affiliations }),
    mail: mailSide(addresses),
    countries,
  }
  if (sides.size >= mostSides) sides.clear()
  sides.set(key, side)
  return side
}

/** SQL of the addresses of the colleague `a`: the one they have, those they had, and what they sign in by where it is one. */
export const addressesOf = `ARRAY(
  SELECT x.address FROM (SELECT unnest(ARRAY[a.address, a.login]) UNION SELECT f.address FROM app.former_address f
    WHERE f.account_id = a.id) x (address)
  WHERE strpos(x.address, '@') > 0 ORDER BY 1)`

/** SQL of the addresses of the colleague who put the person of this file forward; none where nobody or a partner did. */
export const nominatorAddressesOf = (file: string): string => `ARRAY(SELECT unnest(${addressesOf})
  FROM app.application put JOIN app.nomination n ON n.id = put.nomination_id JOIN app.staff_account a ON a.id = n.made_by
  WHERE put.id = ${file})`

// Every file that is opened is compared with the same few dozen colleagues.
const sides = new Map<string, ReaderSide>()
const mostSides = 500

interface Compared {
  readonly name: string
  readonly affiliations: readonly string[]
  /** By `addressesOf`. */
  readonly addresses: readonly string[]
  readonly countries: readonly string[]
}

/** A file, read once to be compared with many colleagues. */
export interface FileSide {
  readonly read: ReadDescription
  readonly names: readonly SharedThing[]
  readonly affiliations: readonly SharedThing[]
  readonly mail: MailSide
  /** Mailboxes of those the person named as ones who must not read it. */
  readonly unwanted: ReadonlySet<string>
  /** Mailboxes of who put the person forward. */
  readonly nominators: ReadonlySet<string>
  readonly countries: readonly string[]
}

/** A file as it is compared; the nominator's name as the actor may know it, their addresses by `nominatorAddressesOf`. */
export function fileSide(
  ties: FileTies,
  nominator: { readonly name: string | null; readonly addresses: readonly string[] },
): FileSide {
  const named = nominator.name ? [nominator.name] : []
  const thing = (things: Readonly<Record<Tie['of'], SharedThing>>, of: readonly Tie[]): SharedThing[] => [
    ...of.map((tie) => things[tie.of]),
    ...named.map(() => 'nominator' as const),
  ]
  const texts = (of: readonly Tie[]): string[] => [...of.map(({ text }) => text), ...named]

  return {
    read: readDescription({ names: texts(ties.names), affiliations: texts(ties.affiliations) }),
    names: thing({ not_read_by: 'not_read_by', applicant: 'name', referee: 'referee' }, ties.names),
    affiliations: thing(
      { not_read_by: 'not_read_by', applicant: 'organisation', referee: 'referee_organisation' },
      ties.affiliations,
    ),
    mail: mailSide(ties.addresses.map(({ text }) => text)),
    unwanted: mailSide(ties.addresses.filter(({ of }) => of === 'not_read_by').map(({ text }) => text)).mailboxes,
    // A partner is known by what was typed for a name, which may hold where they are reached.
    nominators: mailSide([...nominator.addresses, ...named]).mailboxes,
    countries: ties.countries ?? [],
  }
}

/** What both have in common, the strongest first; of an earlier edition where a conflict with it is on record. */
export function sharedBy(reader: ReaderSide, side: FileSide, earlierKind: ConflictKind | null): SharedThing[] {
  const found = new Set<SharedThing>(
    conflictQuestions(reader.read, side.read).flatMap(({ about, applicant }) => {
      const thing = (about === 'name' ? side.names : side.affiliations)[applicant]
      return thing ? [thing] : []
    }),
  )
  if (earlierKind) found.add('earlier_edition')
  if (meet(reader.mail.mailboxes, side.mail.mailboxes)) found.add('same_mailbox')
  if (meet(reader.mail.mailboxes, side.unwanted)) found.add('not_read_by')
  if (meet(reader.mail.mailboxes, side.nominators)) found.add('nominator')
  if (meet(reader.mail.domains, side.mail.domains)) found.add('mail_domain')
  if (reader.countries.some((country) => side.countries.includes(country))) found.add('country')

  return (Object.keys(sharedThings) as SharedThing[]).filter((thing) => found.has(thing))
}

function mailSide(texts: readonly string[]): MailSide {
  const mailboxes = texts.flatMap(mailboxesIn)
  return {
    mailboxes: new Set(mailboxes),
    domains: new Set(mailboxes.map(tellingDomain).filter((domain) => domain !== null)),
  }
}

const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((entry) => other.has(entry))

/** The kind a pin would have; null where nothing is shared. */
export const kindOf = ([first]: readonly SharedThing[], earlierKind: ConflictKind | null): ConflictKind | null =>
  earlierKind ?? (first ? sharedThings[first] : null)
