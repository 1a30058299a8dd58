import { randomBytes } from 'node:crypto'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import { formToken } from '#platform/web/access/form-token.js'
import { confirmedDelegate } from '#test/support/people/delegate.js'
import { sealedApplication } from '#test/support/sealed-application.js'
import { type Ground, nominee, partner, referee } from './guests.js'

/** Somebody who calls: with the session of their state, or with none. */
export interface Caller {
  readonly state: string
  readonly session: SessionToken | null
  /** Token of a personal link, for those who have one. */
  readonly link: string
}

export const formTokenOf = ({ session }: Caller): string => (session ? formToken(session) : '')
export const tokenTextOf = ({ session }: Caller): string => session?.token.toString('base64url') ?? ''

async function drafting({ sql, world }: Ground): Promise<SessionToken> {
  const keys = accessKeys(newAccessCode())
  const session = newSessionToken()
  await sql.query('SELECT app.begin_application($1, $2, $3, $4, $5, $6)', [
    world.editionId,
    keys.lookup,
    keys.pair.publicKey,
    session.hash,
    sealForSession(session, keys.seed),
    sealForSession(session, Buffer.from(JSON.stringify({ code: 'X'.repeat(25), mailMark: 'amber lantern' }))),
  ])
  return session
}

const sent = async ({ sql, world }: Ground) => sealedApplication(sql, world.directory, world.editionId, 'words')

/** Idle too long: a page posted now is parked. */
async function ended(ground: Ground): Promise<SessionToken> {
  const session = await drafting(ground)
  await ground.world.operator.query(
    `UPDATE app.session SET idle_until = app.now() - interval '1 minute' WHERE token_hash = $1`,
    [session.hash],
  )
  return session
}

async function withdrawn(ground: Ground): Promise<SessionToken> {
  const { session } = await sent(ground)
  await ground.sql.query(`SELECT app.own_move($1, 'withdraw')`, [session.hash])
  return session
}

async function invited(ground: Ground): Promise<SessionToken> {
  const { id, session } = await sent(ground)
  await ground.world.operator.query(
    `UPDATE app.application SET state = 'invited', version = version + 5 WHERE id = $1`,
    [id],
  )
  await ground.world.operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
     VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
    [id],
  )
  return session
}

const makers: Readonly<Record<string, (ground: Ground) => Promise<Partial<Caller>>>> = {
  nobody: async () => ({ session: null }),
  stranger: async () => ({ session: newSessionToken() }),
  draft: async (ground) => ({ session: await drafting(ground) }),
  ended: async (ground) => ({ session: await ended(ground) }),
  sent: async (ground) => ({ session: (await sent(ground)).session }),
  withdrawn: async (ground) => ({ session: await withdrawn(ground) }),
  invited: async (ground) => ({ session: await invited(ground) }),
  confirmed: async ({ world, sql }) => ({ session: (await confirmedDelegate(world, sql)).session }),
  referee: async (ground) => referee(ground, (await sent(ground)).id),
  nominee,
  partner: async (ground) => ({ session: await partner(ground) }),
}

export const states = Object.keys(makers)

export async function callerIn(ground: Ground, state: string): Promise<Caller> {
  const made = await makers[state]?.(ground)
  return { state, session: null, link: randomBytes(16).toString('base64url'), ...made }
}
