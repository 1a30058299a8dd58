import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { commitTo, drawPlaces, drawTable, verifyDraw } from '#domain/selection/lottery/draw.js'
import { chanceLevels, type Odds } from '#domain/selection/lottery/odds.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayChoose } from '../candidates/candidate-sets.js'
import { listBeside } from '../list/list-beside.js'
import { knownList } from '../list/list-rows.js'
import { Chooser } from '../run/chooser.js'
import { ChooseList } from '../run/choose-list.js'
import { type RunRow, runRow } from '../run/run-rows.js'
import { insertLottery, keepDraw, lockUndrawn, type LotteryRow, lotteryRow, lotteryRows } from './lottery-rows.js'
import { type LotterySecret, LotterySecrets } from './lottery-secrets.js'

export type LotsRefusal = 'not_found' | 'keys_missing' | 'stale' | 'nothing_to_draw' | 'nothing_found' | 'already_drawn'

export interface LotteryView {
  readonly row: LotteryRow
  /** How many people have which chance, in percent and lowest first; null without the keys. */
  readonly levels: readonly { readonly chance: string; readonly people: number }[] | null
  /** What is wrong with the draw, nothing when it is as committed; null before it, and without the keys. */
  readonly wrong: readonly string[] | null
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const patienceSeconds = 120

/** Lots where scores do not decide: the seed is committed to before anybody can know what it draws, and drawn from once. */
@Injectable()
export class DrawLots {
  constructor(
    private readonly database: Database,
    private readonly choosing: ChooseList,
    private readonly chooser: Chooser,
    private readonly secrets: LotterySecrets,
    private readonly audit: Audit,
  ) {}

  /**
   * Commits to a seed and a pool: the best sets of this run, with the fairest chances. Refuses: not_found, keys_missing,
   * stale (people, rules or pins are not those of the run), nothing_to_draw (one best list only), nothing_found in time.
   */
  async commit(actor: StaffActor, runId: string): Promise<Outcome<string, LotsRefusal>> {
    const run = mayChoose(actor) ? await runRow(this.database, actor, runId) : null
    if (!run?.resultList) return refuse('not_found')
    const odds = await this.odds(actor, run)
    if (!odds.ok) return odds
    const secret = secretOf(odds.value)
    const made = commitTo(secret.table, secret.seed, sha256)
    if (!made.ok) return refuse('nothing_found')

    return this.database.transaction(async (tx) => {
      const id = await insertLottery(tx, actor, runId, made.value)
      await this.secrets.keep(tx, actor, id, secret)
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.committed', objectId: id })
      return done(id)
    })
  }

  /** Draws, once. Refuses: not_found, keys_missing, already_drawn. */
  async draw(actor: StaffActor, id: string): Promise<Outcome<null, LotsRefusal>> {
    const row = mayChoose(actor) ? await lotteryRow(this.database, actor, id) : null
    const run = row && (await runRow(this.database, actor, row.runId))
    const list = run && (await knownList(this.database, actor, run.listId))
    if (!row || !list) return refuse('not_found')
    const secret = await this.secrets.open(actor, id)
    if (!secret) return refuse('keys_missing')
    const { table, seed, ids } = secret
    const chosen = drawPlaces(table, { seed, beacon: '' }, sha256)
    const people = chosen.flatMap((place) => ids[place] ?? [])
    const seated = await this.seated(people)
    const members = new Set(people.filter((person) => !seated.has(person)))

    return this.database.transaction(async (tx): Promise<Outcome<null, LotsRefusal>> => {
      if (!(await lockUndrawn(tx, id))) return refuse('already_drawn')
      const name = `${list.row.name.slice(0, 60)} · drawn`
      const resultList = await listBeside(tx, actor, { name, of: list, members, reason: 'draw' })
      await keepDraw(tx, actor, id, { seed, chosen, resultList })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.drawn', objectId: id })
      return done(null)
    })
  }

  /** A lottery as it may be looked at now, checked anew where the keys open it. Refuses: not_found. */
  async read(actor: StaffActor, id: string): Promise<Outcome<LotteryView, 'not_found'>> {
    const row = mayChoose(actor) ? await lotteryRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    const secret = actor.keeperOf.includes('balance') ? await this.secrets.open(actor, id) : null
    const { seed, chosen } = row
    const revealed = seed === null || chosen === null ? null : { seed, chosen, beacon: '' }

    return done({
      row,
      levels: secret && levelsOf(secret),
      wrong: secret && revealed && verifyDraw(secret.table, row, revealed, sha256),
    })
  }

  /** All of a run. */
  async ofRun(actor: StaffActor, runId: string): Promise<LotteryRow[]> {
    return mayChoose(actor) ? lotteryRows(this.database, actor, runId) : []
  }

  private async odds(actor: StaffActor, run: RunRow): Promise<Outcome<Odds, LotsRefusal>> {
    const asked = await this.choosing.asked(actor, run.listId, run.seed)
    if (!asked.ok) return asked
    const answer = await this.chooser.run(randomUUID(), { ...asked.value.job, odds: true }, { patienceSeconds })
    if (answer === 'cancelled' || answer.kind === 'nothing_found') return refuse('nothing_found')
    if (answer.kind === 'not_proven') return refuse('nothing_to_draw')
    if (answer.kind !== 'odds' || answer.inputDigest !== run.inputDigest) return refuse('stale')
    const isSure = [...answer.odds.chances.values()].every((chance) => chance === 0 || chance >= 1)

    return isSure ? refuse('nothing_to_draw') : done(answer.odds)
  }

  private async seated(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT a.id FROM app.application a WHERE a.id = ANY ($1) AND a.state IN ('invited', 'confirmed')`,
      [ids],
    )
    return new Set(rows.map(({ id }) => id))
  }
}

/** A fresh seed, a table without names, and for every place who stands there. */
function secretOf(odds: Odds): LotterySecret {
  const salts = new Map(odds.members.flat().map((id) => [id, randomBytes(16).toString('hex')]))
  const { table, ids } = drawTable(odds, (id) => salts.get(id) ?? '', sha256)

  return {
    seed: randomBytes(32).toString('hex'),
    table,
    ids,
    salts: ids.map((id) => salts.get(id) ?? ''),
    chances: [...odds.chances],
  }
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
