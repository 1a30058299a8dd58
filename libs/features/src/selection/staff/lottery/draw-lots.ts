import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { drawPlaces, verifyDraw } from '#domain/selection/lottery/draw.js'
import { chanceLevels } from '#domain/selection/lottery/odds.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayChoose } from '../candidates/candidate-sets.js'
import { listBeside } from '../list/list-beside.js'
import { knownList } from '../list/list-rows.js'
import { runRow } from '../run/run-rows.js'
import { isLotteryOn } from '../settings/settings-rows.js'
import { isAgainByOne, keepDraw, lockUndrawn, type LotteryRow, lotteryRow, lotteryRows } from './lottery-rows.js'
import { type LotterySecret, LotterySecrets } from './lottery-secrets.js'

export type LotsRefusal = 'not_found' | 'keys_missing' | 'already_drawn' | 'second_person_missing'

export interface LotteryView {
  readonly row: LotteryRow
  /** How many people have which chance, in percent and lowest first; null without the keys. */
  readonly levels: readonly { readonly chance: string; readonly people: number }[] | null
  /** For an auditor, as JSON: sizes, tickets and entries, nobody by name; null without the keys. */
  readonly table: string | null
  /** What is wrong with the draw, nothing when it is as committed; null before it, and without the keys. */
  readonly wrong: readonly string[] | null
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Lots where scores do not decide: the seed is committed to before anybody can know what it draws, and drawn from once. */
@Injectable()
export class DrawLots {
  constructor(
    private readonly database: Database,
    private readonly secrets: LotterySecrets,
    private readonly audit: Audit,
  ) {}

  /**
   * Draws, once. Refuses: not_found (also lots whose chances are not known), keys_missing, already_drawn,
   * second_person_missing (the edition has drawn before, and who prepared these lots may not draw them too).
   */
  async draw(actor: StaffActor, id: string): Promise<Outcome<null, LotsRefusal>> {
    const row = mayChoose(actor) ? await lotteryRow(this.database, actor, id) : null
    const run = row && (await runRow(this.database, actor, row.runId))
    const list = run && (await knownList(this.database, actor, run.listId))
    if (!row?.committed || !list) return refuse('not_found')
    const secret = await this.secrets.open(actor, id)
    if (!secret) return refuse('keys_missing')
    const { table, seed, ids } = secret
    const chosen = drawPlaces(table, { seed, beacon: '' }, sha256)
    const people = chosen.flatMap((place) => ids[place] ?? [])
    const seated = await this.seated(people)
    const members = new Set(people.filter((person) => !seated.has(person)))

    return this.database.transaction(async (tx): Promise<Outcome<null, LotsRefusal>> => {
      if (!(await lockUndrawn(tx, actor, id))) return refuse('already_drawn')
      if (await isAgainByOne(tx, actor, id)) return refuse('second_person_missing')
      const name = `${list.row.name.slice(0, 60)} · drawn`
      const resultList = await listBeside(tx, actor, { name, of: list, members, reason: 'draw' })
      await keepDraw(tx, actor, id, { seed, chosen, resultList })
      await this.secrets.keepReasons(tx, actor, id, drawnChances(secret, members))
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.drawn', objectId: id })
      return done(null)
    })
  }

  /** A lottery as it may be looked at now, checked anew where the keys open it. Refuses: not_found. */
  async read(actor: StaffActor, id: string): Promise<Outcome<LotteryView, 'not_found'>> {
    const row = mayChoose(actor) ? await lotteryRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    const { seed, chosen, committed } = row
    const secret = committed && actor.keeperOf.includes('balance') ? await this.secrets.open(actor, id) : null
    const revealed = seed === null || chosen === null ? null : { seed, chosen, beacon: '' }

    return done({
      row,
      levels: secret && levelsOf(secret),
      table: secret && JSON.stringify(secret.table),
      wrong: secret && revealed && committed && verifyDraw(secret.table, committed, revealed, sha256),
    })
  }

  /** All of a run. */
  async ofRun(actor: StaffActor, runId: string): Promise<LotteryRow[]> {
    return mayChoose(actor) ? lotteryRows(this.database, actor, runId) : []
  }

  /** Whether lots may be prepared in the edition. */
  isOn({ editionId }: StaffActor): Promise<boolean> {
    return isLotteryOn(this.database, editionId)
  }

  private async seated(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT a.id FROM app.application a WHERE a.id = ANY ($1) AND a.state IN ('invited', 'confirmed')`,
      [ids],
    )
    return new Set(rows.map(({ id }) => id))
  }
}

/** Chances of those drawn whose place was not certain. */
function drawnChances({ chances }: LotterySecret, drawn: ReadonlySet<string>): ReadonlyMap<string, number> {
  return new Map(chances.filter(([id, chance]) => drawn.has(id) && chance < 1))
}

/** People by chance, each level with how many have just that. */
function levelsOf({ table, ids, chances }: LotterySecret): LotteryView['levels'] {
  const known = { members: [ids], panels: table.panels, chances: new Map(chances) }
  const upTo = chanceLevels(known, 3)
  return upTo.map(({ chance, people }, at) => ({
    chance: String(Math.round(Number(chance) * 1000) / 10),
    people: people - (upTo[at - 1]?.people ?? 0),
  }))
}
