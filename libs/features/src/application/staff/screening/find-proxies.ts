import { createHmac, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import { contactKey } from '#domain/duplicate/contact-key.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { schemaOf } from '../section-versions.js'
import { type SeenFile, seenFiles } from '../see-file.js'

export interface ProxyFiles {
  /** Files that carry the flag now, by case number. */
  readonly files: readonly SeenFile[]
  /** A proxy may type for so many before screening is told. */
  readonly limit: number
}

/** Files of one proxy: by a digest under a key that is made for one look and kept nowhere. */
type Groups = ReadonlyMap<string, readonly SeenFile[]>

/** Trusted people who typed for many: only the vetting lead's session can read who typed, screening sees a flag. */
@Injectable()
export class FindProxies {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Null for all but vetting leads. */
  async list(actor: StaffActor): Promise<ProxyFiles | null> {
    if (!hasRole(actor, 'vetting_lead')) return null
    const files = await seenFiles(this.database, actor, {
      where: `EXISTS (SELECT 1 FROM app.vetting_flag f WHERE f.application_id = a.id AND f.kind = 'proxy_of_many' AND f.lifted_on IS NULL)`,
      tail: 'ORDER BY a.case_number',
    })
    return { files, limit: await this.limit(actor) }
  }

  /**
   * Compares the proxies of all live files and sets or lifts the flag; a second look changes nothing. A restricted file
   * never counts towards the flag of another one. Answers how many files carry it. Refuses: not_found (role),
   * record_sealed (this session reads no references).
   */
  async run(actor: StaffActor): Promise<Outcome<number, 'not_found' | 'record_sealed'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const files = await seenFiles(this.database, actor, { where: 'a.state = ANY ($3)', values: [liveStates] })
    const channels = await this.channels(actor, files)
    if (files.length > 0 && !channels) return refuse('record_sealed')
    const many = ofMany(groupsOf(files, channels ?? new Map()), await this.limit(actor))
    const read = files.filter(({ id }) => channels?.has(id)).map(({ id }) => id)

    return this.database.transaction(async (tx) => {
      const set = await setOn(tx, actor, many)
      const lifted = await liftFrom(
        tx,
        actor,
        read.filter((id) => !many.includes(id)),
      )
      const line = (verb: string) => (objectId: string) => ({
        actorId: actor.accountId,
        verb,
        objectId,
        purpose: 'proxy_of_many',
      })
      await this.audit.recordAll(tx, [...set.map(line('flag.set')), ...lifted.map(line('flag.lifted'))])
      return done(many.length)
    })
  }

  private async limit({ editionId }: StaffActor): Promise<number> {
    const [row] = await this.database.query<{ limit: number }>(
      'SELECT proxy_files AS limit FROM app.edition WHERE id = $1',
      [editionId],
    )
    return row?.limit ?? 0
  }

  /** The way to each file's proxy, empty where the person typed; null where not one file opens. */
  private async channels(actor: StaffActor, files: readonly SeenFile[]): Promise<Map<string, string> | null> {
    const owners = files.filter(({ seen }) => seen.compartments.includes('references')).map(({ id }) => id)
    const line = { verb: 'proxies.compared', objectId: actor.editionId, purpose: `${owners.length}` }
    // In this order: a replaced first page comes after what was sent, and stands.
    const schemas = ['references', schemaOf('references', 'start')]
    const records = await this.keyring.open(actor.holder, line, { owners, schemas })

    return records.length === 0 ? null : new Map(records.map(({ owner, value }) => [owner, channelIn(value)]))
  }
}

const channelIn = (value: unknown): string =>
  (value as { values?: { proxy_consent?: { channel?: string } } }).values?.proxy_consent?.channel ?? ''

function groupsOf(files: readonly SeenFile[], channels: ReadonlyMap<string, string>): Groups {
  const key = randomBytes(32)
  const groups = new Map<string, SeenFile[]>()
  for (const file of files) {
    const channel = contactKey(channels.get(file.id) ?? '')
    if (channel === null) continue
    const digest = createHmac('sha256', key).update(channel).digest('base64')
    groups.set(digest, [...(groups.get(digest) ?? []), file])
  }
  return groups
}

/** A restricted file knows of all the others; the others do not know of it. */
function ofMany(groups: Groups, limit: number): string[] {
  return [...groups.values()].flatMap((files) => {
    const open = files.filter(({ facts }) => !facts.isRestricted)
    return files.filter(({ facts }) => (facts.isRestricted ? files : open).length > limit).map(({ id }) => id)
  })
}

const setOn = async (tx: Tx, actor: StaffActor, ids: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ id: string }[]>(
    `INSERT INTO app.vetting_flag (application_id, kind, reason, set_by) SELECT id, 'proxy_of_many', 'comparison', $2 FROM unnest($1::uuid[]) id
     ON CONFLICT (application_id, kind) WHERE lifted_on IS NULL DO NOTHING RETURNING application_id AS id`,
    [ids, actor.accountId],
  )
  return rows.map(({ id }) => id)
}

const liftFrom = async (tx: Tx, actor: StaffActor, ids: readonly string[]): Promise<string[]> => {
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `UPDATE app.vetting_flag SET lifted_by = $2, lifted_on = app.today()
     WHERE application_id = ANY ($1) AND kind = 'proxy_of_many' AND lifted_on IS NULL RETURNING application_id AS id`,
    [ids, actor.accountId],
  )
  return rows.map(({ id }) => id)
}
