import { daysBetween, isoDate } from '#domain/calendar/iso-date.js'
import { type FilterRecord, type FilterValue, seenRecord, type Tag, tagsSeenBy } from '#domain/filter/record.js'
import { meanOf, scoreOf } from '#domain/review/rubric.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { type FieldName, fileFields } from './file-fields.js'
import type { SeenPlain } from './seen-by.js'
import type { FactRows, WorkFacts } from './work-facts.js'

/** What the sealed records of one file say, as far as this session opened them. */
export interface OpenedFields {
  readonly name: string | null
  readonly organisation: string | null
  readonly country: string | null
  readonly themes: readonly string[]
  /** Ways to reach the person, as written. */
  readonly channels: readonly Channel[]
  /** Pages of the form on which something asked for is missing; null where a record of it is sealed to this session. */
  readonly lacks: readonly string[] | null
  /** A proxy typed; null where this session does not open it. */
  readonly isByProxy: boolean | null
}

export interface Channel {
  readonly channel: string
  readonly handle: string
}

/** May this viewer's list show names of the file, and what its profile says? Reading a profile is for who keeps all of them. */
export const mayRead = (actor: StaffActor, { seen }: Pick<SeenPlain, 'seen'>) => ({
  contact: seen.compartments.includes('contact'),
  profile: seen.compartments.includes('profile') && hasRole(actor, 'coordinator', 'vetting_lead'),
})

/**
 * Fields shut for a viewer: judged by their roles and by what they may see of the file, never by what it holds. Each is
 * open to whom the page that shows it is open.
 */
function shutFields(actor: StaffActor, file: SeenPlain): ReadonlySet<FieldName> {
  const { contact, profile } = mayRead(actor, file)
  const [assigns, isLead] = [hasRole(actor, 'coordinator', 'vetting_lead'), hasRole(actor, 'vetting_lead')]
  const shut: readonly (readonly [boolean, readonly FieldName[]])[] = [
    [!contact, ['name']],
    [!profile, ['organisation', 'country', 'theme']],
    [!file.seen.reviews, ['reviews', 'score']],
    [!file.seen.decisions, ['decision', 'outcome', 'waiting']],
    [!assigns, ['readers', 'conflicts']],
    [!isLead || file.seen.readsBlind, ['evidence', 'checks', 'references']],
    [!hasRole(actor, 'coordinator'), ['duplicates']],
    [!hasRole(actor, 'security_officer'), ['hold']],
    [!hasRole(actor, 'security_officer', 'vetting_lead'), ['restricted']],
  ]

  return new Set(shut.flatMap(([isShut, names]) => (isShut ? names : [])))
}

/**
 * The same with every field that is not asked: a record then holds no more than the question needs. Worked out once for
 * each kind of standing, of which there are few.
 */
export function hiddenFields(actor: StaffActor, asked: ReadonlySet<string>): (file: SeenPlain) => ReadonlySet<string> {
  const wanted = asked.has('') ? new Set([...asked, 'case', 'name', 'organisation']) : asked
  const unasked = Object.keys(fileFields.fields).filter((name) => !wanted.has(name))
  const known = new Map<SeenPlain['seen'], ReadonlySet<string>>()

  return (file) => {
    const hidden = known.get(file.seen) ?? new Set<string>([...shutFields(actor, file), ...unasked])
    known.set(file.seen, hidden)
    return hidden
  }
}

/** What a viewer's files are looked up in, besides the files themselves. */
export interface Reading {
  readonly actor: StaffActor
  readonly facts: WorkFacts
  /** ISO date. */
  readonly today: string
  /** The files that exist for the viewer: a count of others would tell of them. */
  readonly byId: ReadonlyMap<string, SeenPlain>
}

/** A file as its viewer searches it, without what `hiddenFields` names. */
export const searchable = (
  reading: Reading,
  file: SeenPlain,
  opened: OpenedFields | undefined,
  hidden: ReadonlySet<string>,
): FilterRecord =>
  seenRecord(
    fileFields,
    {
      case: file.caseNumber,
      name: opened?.name,
      organisation: opened?.organisation,
      country: opened?.country,
      theme: opened?.themes,
      state: file.state,
      wave: file.wave,
      language: file.answerLanguage,
      submitted: file.submittedWeek,
      mine: file.isMine,
      held: file.isHeld,
      hold: file.holds,
      restricted: file.isRestricted,
      unanswered: file.isUnanswered,
      ...workOf(reading, file),
    } satisfies Record<FieldName, FilterValue | undefined>,
    hidden,
  )

/** Nothing of a group that was not read. */
function workOf({ actor, facts, today, byId }: Reading, file: SeenPlain) {
  const { reviews, readers, checks, references, duplicates, decisions, conflicts, waiting, tags } = facts
  const decision = decisions?.get(file.id)?.[0]
  const since = waiting?.get(file.id)?.[0]?.since

  return {
    ...reviewed(actor, file, reviews?.get(file.id)),
    readers: readers && (readers.get(file.id) ?? []).length,
    evidence: checks?.get(file.id)?.[0]?.evidence,
    checks: checks && (checks.get(file.id)?.[0]?.count ?? 0),
    references: references && (references.get(file.id)?.[0]?.count ?? 0),
    duplicates: duplicates && (duplicates.get(file.id) ?? []).filter(({ other }) => byId.has(other)).length,
    decision: decision && (decision.state === 'pending' ? 'pending' : 'agreed'),
    outcome: decision?.move,
    // Nothing about the viewer's own: whether a pin stands above their word is not theirs to know.
    conflicts:
      conflicts && (conflicts.get(file.id) ?? []).filter(({ accountId }) => accountId !== actor.accountId).length,
    waiting: since === undefined ? undefined : Math.max(0, daysBetween(isoDate(since), isoDate(today))),
    tag: tags && tagsOf(actor, file, tags.get(file.id) ?? []),
  } satisfies Partial<Record<FieldName, FilterValue | undefined>>
}

/** Of the reviews the viewer may know of: how many are in, and the mean of those that are up to date. */
function reviewed({ accountId }: StaffActor, { seen }: SeenPlain, rows: readonly FactRows['reviews'][] = []) {
  const known = rows.filter((row) => row.accountId === accountId || seen.privateReviews || !row.isPrivate)

  return {
    reviews: known.length,
    score: meanOf(known.filter(({ isStale }) => !isStale).map(({ scores }) => scoreOf(scores))),
  }
}

/** The viewer's own tags, and the shared ones for who judges: a reader's view is free of other people's words. */
export const tagsOf = (
  { accountId }: Pick<StaffActor, 'accountId'>,
  { seen }: Pick<SeenPlain, 'seen'>,
  tags: readonly Tag[],
): string[] =>
  tagsSeenBy(
    accountId,
    tags.filter(({ owner }) => owner !== null || seen.decisions),
  )
