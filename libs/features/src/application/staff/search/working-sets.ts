import { Injectable } from '@nestjs/common'
import { grouped } from '#domain/grouped.js'
import { type SessionHold, SessionMemory, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { schemaOf, standingAnswers, valuesAlone } from '../section-versions.js'
import { EditionIndex, indexStamp } from './edition-index.js'
import { lacksIn } from '../screening/lacks-in.js'
import { isTypedByProxy } from '../typed-by.js'
import type { Need } from './file-fields.js'
import { type Channel, mayRead, type OpenedFields, type Reading } from './searchable.js'
import { seenBy, type SeenPlain, standingText } from './seen-by.js'
import { type FactGroup, stampsOf, WorkFactIndex } from './work-facts.js'

const contactSchemas = [
  'contact.rest',
  ...['contact', 'channels', 'references', 'start'].map((section) => schemaOf('contact', section)),
]
const profileSchemas = ['profile', schemaOf('profile', 'place'), schemaOf('profile', 'work')]
const mostAnswers = 50
const everythingSealed: Need = { sealed: true, groups: [] }
const nothingOpened: ReadonlyMap<string, OpenedFields> = new Map()

interface Held extends OpenedFields {
  /** What was read of the file, and as it stood then: anything else is read again. */
  readonly key: string
}

/** What one session's lists are made of. */
export interface WorkingSet extends Reading {
  /** The files it sees, by case number. */
  readonly seen: readonly SeenPlain[]
  /** Empty where nothing sealed was asked for yet. */
  readonly opened: ReadonlyMap<string, OpenedFields>
  /** What was read of staff's work is what it was as long as this text is the same. */
  readonly stamp: string
  /** Ids that fitted a search, for its next page: as long as the files and the viewer's standing are what they were. */
  readonly answers: Map<string, readonly string[]>
}

interface Made extends Pick<WorkingSet, 'seen' | 'byId' | 'answers'> {
  readonly from: string
  opening?: Promise<void>
  isOpened: boolean
}

interface Kept {
  readonly opened: Map<string, Held>
  /** Made of what `of` was given last. */
  made?: Made
}

interface Look {
  index: string
  standing: string
  today: string
  work: string[]
}

const keyOfFile = (actor: StaffActor, file: SeenPlain): string => {
  const { contact, profile } = mayRead(actor, file)
  return `${file.stamp} ${contact} ${profile}`
}

/**
 * What lists need of sealed records, opened once for a session and kept in this process's memory for that session alone:
 * gone when it signs out, or after half an hour without a list. A file that changed is opened again.
 */
@Injectable()
export class WorkingSets {
  private readonly sets: SessionHold<Kept>

  constructor(
    private readonly database: Database,
    private readonly index: EditionIndex,
    private readonly work: WorkFactIndex,
    private readonly keyring: Keyring,
    memory: SessionMemory,
  ) {
    this.sets = memory.hold(() => ({ opened: new Map() }))
  }

  /** As everything stands at this request, with what is needed; by default all that is sealed. One audit line for each load, committed first. */
  async of(actor: StaffActor, { sealed, groups }: Need = everythingSealed): Promise<WorkingSet> {
    const kept = this.sets.of(actor)
    const look = await this.look(actor, groups)
    const made = await this.madeOf(actor, kept, look)
    if (sealed) await this.openOnce(actor, kept.opened, made)
    const { facts, stamps } = await this.work.of(actor.editionId, groups, look.work)
    const { seen, byId, answers } = made
    const opened = made.isOpened ? kept.opened : nothingOpened
    const stamp = [look.today, ...groups, ...stamps].join(' ')

    return { seen, byId, answers, opened, facts, actor, today: look.today, stamp }
  }

  /** True when the session holds what it opened, so that asking sealed fields costs no opening. */
  holds(actor: StaffActor): boolean {
    return (this.sets.peek(actor)?.opened.size ?? 0) > 0
  }

  /** In one statement, so that everything is of one moment. */
  private async look({ accountId, editionId }: StaffActor, groups: readonly FactGroup[]): Promise<Look> {
    const [look] = await this.database.prepared<Look>(
      `SELECT ${indexStamp} AS index, ${standingText} AS standing, app.today()::text AS today, ${stampsOf(groups)} AS work`,
      [accountId, editionId],
    )
    return look ?? { index: '', standing: '', today: '', work: [] }
  }

  private async madeOf(actor: StaffActor, kept: Kept, { index, standing }: Look): Promise<Made> {
    const from = `${index} ${actor.roles.join()} ${standing}`
    if (kept.made?.from === from) return kept.made
    const seen = seenBy(actor, standing, await this.index.of(actor.editionId, index))
    kept.made = { from, seen, byId: new Map(seen.map((file) => [file.id, file])), isOpened: false, answers: new Map() }

    return kept.made
  }

  /** Requests that come together wait for one opening. */
  private async openOnce(actor: StaffActor, known: Map<string, Held>, made: Made): Promise<void> {
    made.opening ??= this.open(actor, known, made.seen)
    try {
      await made.opening
      made.isOpened = true
    } catch (error) {
      made.opening = undefined
      throw error
    }
  }

  private async open(actor: StaffActor, known: Map<string, Held>, files: readonly SeenPlain[]): Promise<void> {
    const changed = files.filter((file) => known.get(file.id)?.key !== keyOfFile(actor, file))
    const contact = changed.filter((file) => mayRead(actor, file).contact)
    const profile = changed.filter((file) => mayRead(actor, file).profile)
    const records = grouped(
      [
        ...(await this.opened(actor, 'names.opened', contact, contactSchemas)),
        ...(await this.opened(actor, 'profiles.listed', profile, profileSchemas)),
      ],
      ({ owner }) => owner,
    )
    for (const file of changed) {
      known.set(file.id, { key: keyOfFile(actor, file), ...fieldsIn(records.get(file.id) ?? []) })
    }
  }

  private async opened(
    actor: StaffActor,
    verb: string,
    files: readonly SeenPlain[],
    schemas: readonly string[],
  ): Promise<OpenedRecord[]> {
    if (files.length === 0) return []
    const line = { verb, objectId: actor.editionId, purpose: `${files.length}` }
    return this.keyring.open(actor.holder, line, {
      owners: files.map(({ id }) => id),
      schemas,
      keep: valuesAlone,
    })
  }
}

/** The answer to a search kept under its key, or found now; the newest fifty are kept. */
export function answered(
  { answers, stamp }: WorkingSet,
  asked: string,
  find: () => readonly string[],
): readonly string[] {
  const key = `${asked} ${stamp}`
  const known = answers.get(key)
  if (known) return known
  const ids = find()
  answers.set(key, ids)
  for (const old of [...answers.keys()].slice(0, -mostAnswers)) answers.delete(old)

  return ids
}

function fieldsIn(records: readonly OpenedRecord[]): OpenedFields {
  const values = standingAnswers(records) as {
    display_name?: string
    organisation?: string
    country_of_residence?: string
    themes?: readonly string[]
    safe_channels?: readonly Partial<Channel>[]
    applying_for?: string
  }
  return {
    name: values.display_name ?? null,
    organisation: values.organisation ?? null,
    country: values.country_of_residence ?? null,
    themes: values.themes ?? [],
    channels: (values.safe_channels ?? []).flatMap(({ channel, handle }) =>
      channel && handle ? [{ channel, handle }] : [],
    ),
    isByProxy: isTypedByProxy(values),
    lacks: lacksIn(values, new Set(records.map(({ compartment }) => compartment))),
  }
}
