import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { commitTo, type DrawTable, drawOrder, verifyOrder } from '#domain/selection/lottery/draw.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { ofWave } from '../engine-input.js'
import { knownList, type ListRow, lockedVersion } from '../list/list-rows.js'
import { nextInLine } from '../list/people-shown.js'
import { isLotteryOn } from '../settings/settings-rows.js'
import { freshSecret, LotterySecrets } from './lottery-secrets.js'
import {
  drawnOrder,
  insertOrder,
  keepOrder,
  leftBy,
  lockOrders,
  openOrder,
  type OrderRow,
  orderRows,
  type WholeOrder,
  wholeOrder,
} from './order-rows.js'

export type OrderRefusal = 'not_found' | 'keys_missing' | 'lots_stale' | 'already_drawn' | 'second_person_missing'

type PrepareOrderRefusal = 'not_found' | 'lottery_off' | 'already_drawn'

export interface OrderView {
  readonly row: OrderRow
  /** Case numbers of those who would be put on the waitlist first, as this colleague sees them; null before the draw and where it holds no longer. */
  readonly next: readonly string[] | null
  /** What is wrong with the draw, nothing when it is as committed; null before it, and without the keys. */
  readonly wrong: readonly string[] | null
  /** For an auditor alone, as JSON: how many there are would tell a chooser how many they do not see. */
  readonly table: string | null
}

export interface ListLots {
  readonly list: ListRow
  readonly lots: readonly OrderRow[]
  /** Others may be prepared. */
  readonly isOn: boolean
}

const shownNext = 50

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const tableOf = ({ entries }: WholeOrder): DrawTable => ({ sizes: [entries.length], panels: [], entries })

/** The order of those a list leaves, by lots: committed to before anybody can know it, drawn once. The waitlist follows it. */
@Injectable()
export class OrderByLots {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly secrets: LotterySecrets,
    private readonly audit: Audit,
  ) {}

  /**
   * Commits to a seed and to everybody the list leaves; asked again by the same person before the draw it is the same lots. Refuses:
   * not_found, lottery_off, already_drawn (the list as it stands).
   */
  async prepare(actor: StaffActor, listId: string): Promise<Outcome<string, PrepareOrderRefusal>> {
    if (!mayChoose(actor)) return refuse('not_found')

    return this.database.transaction(async (tx): Promise<Outcome<string, PrepareOrderRefusal>> => {
      await lockedVersion(tx, actor, listId)
      const list = await knownList(tx, actor, listId)
      if (!list) return refuse('not_found')
      if (!(await isLotteryOn(tx, actor.editionId))) return refuse('lottery_off')
      if (Array.isArray(await drawnOrder(tx, list.row))) return refuse('already_drawn')
      const open = await openOrder(tx, actor, list.row)
      if (open) return done(open)
      const left = await leftBy(tx, actor, { wave: list.row.wave, members: list.draft.members })
      return this.commit(tx, actor, { list: list.row, left })
    })
  }

  /**
   * Draws. Refuses: not_found, keys_missing, lots_stale (the list was changed since), already_drawn (these lots, or the list as it
   * stands), second_person_missing (the edition has drawn before, and who prepared these lots may not draw them too).
   */
  async draw(actor: StaffActor, id: string): Promise<Outcome<null, OrderRefusal>> {
    const row = mayChoose(actor) ? await wholeOrder(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    const secret = await this.secrets.open(actor, id)
    if (!secret) return refuse('keys_missing')
    const { seed, ids, table } = secret
    const drawn = drawOrder(table, seed, sha256).flatMap((place) => ids[place] ?? [])

    return this.database.transaction(async (tx): Promise<Outcome<null, OrderRefusal>> => {
      const version = await lockedVersion(tx, actor, row.listId)
      const all = await lockOrders(tx, actor)
      const own = all.find((held) => held.id === id)
      const before = all.filter(({ isDrawn }) => isDrawn)
      if (before.some((held) => held.id === id)) return refuse('already_drawn')
      if (own?.version !== version) return refuse('lots_stale')
      if (before.some((held) => held.listId === row.listId && held.version === version)) return refuse('already_drawn')
      if (before.length > 0 && own.isOwn) return refuse('second_person_missing')
      await keepOrder(tx, actor, id, { seed, drawn })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'waitlist_lottery.drawn', objectId: id })
      return done(null)
    })
  }

  /** Lots as they may be looked at now: by who chooses, and by the auditor, who is given the table. Refuses: not_found. */
  async read(actor: StaffActor, id: string): Promise<Outcome<OrderView, 'not_found'>> {
    const isChooser = mayChoose(actor)
    const row = isChooser || hasRole(actor, 'auditor') ? await wholeOrder(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    const { entries: _, drawn, ...told } = row

    return done({
      row: told,
      next: isChooser && drawn && !row.isStale ? await this.next(actor, row.listId, drawn) : null,
      wrong: isChooser && drawn ? await this.wrong(actor, row) : null,
      table: isChooser ? null : JSON.stringify(tableOf(row)),
    })
  }

  /** All lots of a list, and the list. Refuses: not_found. */
  async ofList(actor: StaffActor, listId: string): Promise<Outcome<ListLots, 'not_found'>> {
    const list = mayChoose(actor) ? await knownList(this.database, actor, listId) : null
    if (!list) return refuse('not_found')
    const lots = await orderRows(this.database, actor, listId)

    return done({ list: list.row, lots, isOn: await isLotteryOn(this.database, actor.editionId) })
  }

  private async commit(
    tx: Tx,
    actor: StaffActor,
    { list, left }: { readonly list: ListRow; readonly left: readonly string[] },
  ): Promise<Outcome<string, never>> {
    const secret = freshSecret({ members: [left], panels: [], chances: new Map() })
    const made = commitTo(secret.table, secret.seed, sha256)
    if (!made.ok) throw new Fault(made.code)
    const id = await insertOrder(tx, actor, list, { ...made.value, entries: secret.table.entries })
    await this.secrets.keep(tx, actor, id, secret)
    await this.audit.record(tx, { actorId: actor.accountId, verb: 'waitlist_lottery.committed', objectId: id })

    return done(id)
  }

  /** Of the order what this colleague sees, without a gap where somebody is hidden from them. */
  private async next(actor: StaffActor, listId: string, drawn: readonly string[]): Promise<string[]> {
    const list = await knownList(this.database, actor, listId)
    const set = list && ofWave(await this.sets.of(actor), list.row)
    const line = set ? nextInLine(set, list.draft, drawn) : []

    return line.slice(0, shownNext).map(({ caseNumber }) => caseNumber)
  }

  private async wrong(actor: StaffActor, row: WholeOrder): Promise<OrderView['wrong']> {
    const secret = actor.keeperOf.includes('balance') ? await this.secrets.open(actor, row.id) : null
    if (!secret || row.seed === null) return null
    const placeOf = new Map(secret.ids.map((id, place) => [id, place]))
    const order = (row.drawn ?? []).map((id) => placeOf.get(id) ?? -1)

    return verifyOrder(tableOf(row), row.committed, { seed: row.seed, order }, sha256)
  }
}
