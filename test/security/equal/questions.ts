import { randomUUID } from 'node:crypto'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { newLinkToken } from '#platform/vault/link.js'
import { newSessionToken, sealForSession } from '#platform/vault/session-box.js'
import { formToken } from '#platform/web/access/form-token.js'
import { type RouteRow, routesOf } from '#platform/web/access/route-table.js'
import { isApiPath } from '#platform/web/door/body.js'
import { type Delegate, confirmedDelegate } from '#test/support/people/delegate.js'
import type { WebAnswer, WebClient } from '#test/support/web/client.js'
import type { ProxiedRegistration } from '#test/support/web/registration.js'
import type { World } from '#test/support/world.js'

/** One thing asked twice: of what exists and is not the caller's, and of what never was. */
export interface Question {
  readonly name: string
  /** The nth pair of names for it: a code, a link, an id. */
  names(nth: number): Promise<{ readonly known: string; readonly unknown: string }>
  ask(client: WebClient, name: string, nth: number): Promise<WebAnswer>
  /** Whether the two take equally long; else why they need not. */
  readonly isTimed: boolean
}

export interface Ground {
  readonly world: World
  readonly registration: ProxiedRegistration
}

/** A return code that opened a file until the person had it forgotten. */
async function erasedCode({ world }: Ground): Promise<string> {
  const code = newAccessCode()
  const keys = accessKeys(code)
  const session = newSessionToken()
  await world.operator.query('SELECT app.begin_application($1, $2, $3, $4, $5, NULL)', [
    world.editionId,
    keys.lookup,
    keys.pair.publicKey,
    session.hash,
    sealForSession(session, keys.seed),
  ])
  await world.operator.query(`SELECT app.own_move($1, 'discard')`, [session.hash])
  return code
}

/** A code that signed a partner in until the partner was closed. */
async function closedCode({ world }: Ground, nth: number): Promise<string> {
  const code = newAccessCode()
  const keys = accessKeys(code)
  await world.operator.query(
    `INSERT INTO app.partner (id, edition_id, number, lookup, public_key, quota, closed_on)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 20, app.today())`,
    [world.editionId, `closed-${nth}-${randomUUID()}`, keys.lookup, keys.pair.publicKey],
  )
  return code
}

const codes = (ground: Ground): Pick<Question, 'names' | 'isTimed'> => ({
  names: async (nth) => ({
    known: await (nth % 2 === 0 ? erasedCode(ground) : closedCode(ground, nth)),
    unknown: newAccessCode(),
  }),
  isTimed: true,
})

const ends = ['expires_on = app.today() - 1', 'used_on = app.today()', 'ended_on = app.today()'] as const

/** The token of a link that was mailed and is over: expired, used up or ended. */
async function pastLink({ world }: Ground, nth: number): Promise<string> {
  const { token, hash } = newLinkToken()
  await world.operator.query(
    `INSERT INTO app.link (id, hash, kind, subject_id, expires_on) VALUES (gen_random_uuid(), $1, $2, gen_random_uuid(), app.today() + 9)`,
    [hash, nth % 2 === 0 ? 'reference' : 'nomination'],
  )
  await world.operator.query(`UPDATE app.link SET ${ends[nth % ends.length]} WHERE hash = $1`, [hash])
  return token.toString('base64url')
}

const linkNames =
  (ground: Ground): Question['names'] =>
  async (nth) => ({
    known: await pastLink(ground, nth),
    unknown: newLinkToken().token.toString('base64url'),
  })

const links = (ground: Ground, { method, path }: RouteRow): Question => ({
  name: `${method} ${path}`,
  names: linkNames(ground),
  ask: (client, token) => {
    const target = path.replace(':lang', 'en').replace(':token', token)
    return method === 'GET' ? client.get(target) : client.post(target, {})
  },
  // Asking for a fresh link leaves a task for staff: work only a holder of 128 random bits can cause.
  isTimed: !path.endsWith('/renewal'),
})

/** The same over the API, where the link's token is in the body. */
const linksInBody = (ground: Ground, { method, path }: RouteRow): Question => ({
  name: `${method} ${path}`,
  names: linkNames(ground),
  ask: (client, link) => client.json(method, path, { link }),
  isTimed: !path.endsWith('/renewal'),
})

/** A message and a task of somebody else, by turns. */
async function foreignIds({ world }: Ground, { id, participationId }: Delegate): Promise<string[]> {
  await world.operator.query(
    `INSERT INTO app.task (participation_id, task, owner, state, due_on) VALUES ($1, 'T19', 'delegate', 'open', app.today() + 5)
     ON CONFLICT DO NOTHING`,
    [participationId],
  )
  const rows = await world.operator.query<{ id: string }>(
    `SELECT id FROM app.message WHERE application_id = $1 UNION SELECT id FROM app.task WHERE participation_id = $2 AND owner = 'delegate'`,
    [id, participationId],
  )
  if (rows.length < 2) throw new Error('nobody else has a message and a task')
  return rows.map((row) => row.id)
}

interface Pair {
  readonly me: Delegate
  readonly foreign: readonly string[]
}

const objects = ({ me, foreign }: Pair, { method, path }: RouteRow): Question => ({
  name: `${method} ${path}`,
  names: async (nth) => ({ known: foreign[nth % foreign.length] ?? '', unknown: randomUUID() }),
  ask: (client, id) => {
    const target = path.replace(':lang', 'en').replace(':id', id)
    const token = me.session.token.toString('base64url')
    const fields = { form_token: formToken(me.session), version: '1' }
    if (isApiPath(path)) return client.json(method, target, { version: 1 }, { authorization: `Bearer ${token}` })
    client.keep('__Host-form', token)
    return method === 'GET' ? client.get(target) : client.post(target, fields)
  },
  isTimed: true,
})

/** Everything that could tell what exists, as the route table has it today. */
export async function questionsOf(ground: Ground): Promise<Question[]> {
  const { world, registration } = ground
  const sql = world.sql('app_registration')
  const [me, other] = [await confirmedDelegate(world, sql), await confirmedDelegate(world, sql)]
  const pair = { me, foreign: await foreignIds(ground, other) }
  const routes = routesOf(registration.app)

  return [
    { ...codes(ground), name: 'POST /:lang/sign-in', ask: (client, code) => client.post('/en/sign-in', { code }) },
    {
      ...codes(ground),
      name: 'POST /api/v1/sessions',
      ask: (client, code) => client.json('POST', '/api/v1/sessions', { code }),
    },
    ...routes.filter(({ path }) => path.includes('/:id')).map((row) => objects(pair, row)),
    ...routes.filter(({ path }) => path.includes('/:token')).map((row) => links(ground, row)),
    ...routes.filter(({ path }) => path.startsWith('/api/v1/links')).map((row) => linksInBody(ground, row)),
  ]
}
