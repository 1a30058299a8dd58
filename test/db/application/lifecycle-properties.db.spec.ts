import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle, type ApplicationMove, type ApplicationState } from '#domain/application/lifecycle.js'
import { advance, type Lifecycle, type Move, type Role } from '#domain/lifecycle.js'
import { type Chance, chance } from '#test/support/plain/chance.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

const table: Lifecycle = applicationLifecycle
// Erasing takes the file's rows with it, and is tested on its own.
const movesOf = (state: string): [string, Move][] =>
  Object.entries(table[state]?.moves ?? {}).filter(([name]) => name !== 'erase')
const everyMove = [...new Set(Object.keys(table).flatMap((state) => movesOf(state).map(([name]) => name)))]
const people: Readonly<Partial<Record<Role, readonly [string, string]>>> = {
  coordinator: ['coordinator', 'coordinator-2'],
  vetting_lead: ['lead', 'lead-2'],
  board: ['board-1', 'board-2'],
  reviewer: ['reader-1', 'reader-2'],
}
const everyRole: readonly Role[] = [
  'applicant',
  'system',
  'coordinator',
  'vetting_lead',
  'board',
  'reviewer',
  'auditor',
]
const seeds = [11, 12, 13, 14, 15, 16, 17, 18]
const steps = 45

interface Stand {
  state: ApplicationState
  version: number
  history: { version: number; move: ApplicationMove; from_state: string; to_state: string }[]
  mails: number
  openInvitations: number
}

interface Step {
  readonly move: string
  readonly role: Role
  readonly actor: string | null
  readonly decision: string | null
  readonly reason: string
}

let line: MainLine
beforeAll(async () => {
  line = await openMainLine()
}, 60_000)
afterAll(() => line.world.end())

const sql = <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  line.world.operator.query<T>(text, values)

async function standOf(id: string): Promise<Stand> {
  const [row] = await sql<Stand>(
    `SELECT a.state, a.version,
       (SELECT jsonb_agg(jsonb_build_object('version', h.version, 'move', h.move, 'from_state', h.from_state, 'to_state', h.to_state)
          ORDER BY h.version) FROM app.history h WHERE h.application_id = a.id) AS history,
       (SELECT count(*)::integer FROM app.outbox o WHERE o.application_id = a.id AND o.kind = 'mail') AS mails,
       (SELECT count(*)::integer FROM app.invitation i WHERE i.application_id = a.id AND i.outcome IS NULL) AS "openInvitations"
     FROM app.application a WHERE a.id = $1`,
    [id],
  )
  if (!row) throw new Error(id)
  return row
}

const oneOf = <T>(luck: Chance, items: readonly T[]): T => items[luck.below(items.length)] as T
const accountOf = (login: string): string => line.as(login).accountId

/** Mostly what the table lists for the state, by somebody who may; otherwise anything by anybody. */
async function drawn(luck: Chance, id: string, state: string): Promise<Step> {
  const listed = movesOf(state)
  const fits = listed.length > 0 && luck.fraction() < 0.75
  const [move, rule] = fits ? oneOf(luck, listed) : [oneOf(luck, everyMove), undefined]
  const role = rule && luck.fraction() < 0.9 ? oneOf(luck, rule.by) : oneOf(luck, everyRole)
  const [first = 'auditor', second = 'reader-3'] = people[role] ?? []
  const isStaff = role !== 'applicant' && role !== 'proxy' && role !== 'system'
  const decision =
    rule?.second && luck.fraction() < 0.8 ? await signed(id, move, accountOf(first), accountOf(second)) : null

  return {
    move,
    role,
    actor: isStaff ? accountOf(first) : null,
    decision,
    reason: luck.fraction() < 0.8 ? 'other' : '',
  }
}

async function signed(id: string, move: string, author: string, second: string): Promise<string | null> {
  await sql(
    `UPDATE app.decision SET state = 'superseded' WHERE application_id = $1 AND state IN ('pending', 'second_ok')`,
    [id],
  )
  const [row] = await sql<{ id: string }>(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, $2, $3, $4, 'second_ok') RETURNING id`,
    [id, move, author, second],
  )
  return row?.id ?? null
}

/** What staff do because somebody asked by voice follows the code word. */
const afterWord = new Set(['withdraw', 'give_back', 'undo_withdraw'])

async function take(id: string, { move, role, actor, decision, reason }: Step): Promise<string> {
  if (actor && afterWord.has(move)) {
    await sql('INSERT INTO app.word_check (application_id, account_id) VALUES ($1, $2)', [id, actor])
  }
  const [row] = await sql<{ code: string }>('SELECT code FROM app.application_move($1, $2, $3, $4, NULL, $5, $6)', [
    id,
    move,
    role,
    actor,
    decision,
    reason,
  ])
  return row?.code ?? ''
}

/** Where the history says the file came from. */
const previousOf = ({ state, history }: Stand): string | undefined =>
  history.findLast((row) => row.to_state === state && row.move !== 'undo_withdraw')?.from_state

/** What a move that was made leaves, by the table: one mail at most, its own. */
function made(before: Stand, { move, role }: Step): Stand {
  const to = advance(table, { from: before.state, previous: previousOf(before), move, role })
  if (!to.ok) return before
  const state = to.value.to as ApplicationState
  const version = before.version + 1
  const mails = before.mails + (to.value.move.message ? 1 : 0)

  return {
    state,
    version,
    history: [...before.history, { version, move: move as ApplicationMove, from_state: before.state, to_state: state }],
    mails,
    openInvitations: state === 'invited' ? 1 : 0,
  }
}

describe('random moves by random people', () => {
  it.each(seeds)(
    'never leave the table, write all or nothing, and replay to where the file stands: %i',
    async (seed) => {
      const luck = chance(seed)
      const id = await line.applied()
      const codes = new Set<string>()
      let before = await standOf(id)
      for (let step = 0; step < steps; step += 1) {
        const next = await drawn(luck, id, before.state)
        const code = await take(id, next)
        const after = await standOf(id)
        codes.add(code)
        expect({ code, after }).toEqual({ code, after: code === 'ok' ? made(before, next) : before })
        before = after
      }

      const replayed = before.history.reduce<string>(
        (state, row) => (row.from_state === state ? row.to_state : 'broken'),
        'draft',
      )
      expect(replayed).toBe(before.state)
      expect(before.history.map(({ version }) => version)).toEqual(before.history.map((_, at) => at + 2))
      expect([codes.has('ok'), codes.has('move_not_allowed')]).toEqual([true, true])
    },
  )
})

/** Why a move is refused that the table does not list for the state. */
function unlisted(state: string, move: string): string {
  if (Object.values(table).some(({ moves }) => moves[move]?.to === state)) return 'noop'
  return state === 'expired' && (move === 'confirm' || move === 'decline') ? 'deadline_passed' : 'move_not_allowed'
}

describe.each(Object.keys(table))('STA-17 a file that is %s', (state) => {
  it('makes no move the table does not list for it, whoever asks, with two people or none', async () => {
    const id = await line.applied()
    const [one = '', two = ''] = ['board-1', 'board-2'].map(accountOf)
    await sql('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])
    const before = await standOf(id)
    const others = [...everyMove, 'erase'].filter((move) => !table[state]?.moves[move])
    const answers: Record<string, string[]> = {}
    for (const move of others) {
      const decision = await signed(id, move, one, two)
      answers[move] = []
      for (const role of everyRole) {
        const isStaff = role !== 'applicant' && role !== 'system'
        const step = { move, role, actor: isStaff ? accountOf(people[role]?.[0] ?? 'auditor') : null, reason: 'other' }
        answers[move].push(await take(id, { ...step, decision }))
      }
    }

    expect(others.length).toBeGreaterThan(0)
    expect(answers).toEqual(
      Object.fromEntries(others.map((move) => [move, everyRole.map(() => unlisted(state, move))])),
    )
    expect(await standOf(id)).toEqual(before)
  })
})
