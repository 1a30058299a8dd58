import { randomBytes } from 'node:crypto'
import { type LinkKind, LinkSessions } from '#features/link/registration/link-sessions.js'
import type { Sql } from '#platform/database/sql.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { newLinkToken } from '#platform/vault/link.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import { formToken } from '#platform/web/access/form-token.js'
import { confirmedDelegate } from '#test/support/people/delegate.js'
import { sealedApplication } from '#test/support/sealed-application.js'
import type { World } from '#test/support/world.js'

/** Somebody who calls: with the session of their state, or with none. */
export interface Caller {
  readonly state: string
  readonly session: SessionToken | null
  /** Token of a personal link, for those who have one. */
  readonly link: string
}

export const formTokenOf = ({ session }: Caller): string => (session ? formToken(session) : '')
export const tokenTextOf = ({ session }: Caller): string => session?.token.toString('base64url') ?? ''

export type Ground = Readonly<{ world: World; sql: Sql }>

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

/** A link whose mail went out, in the rows a link consists of. */
async function freshLink({ world }: Ground, kind: LinkKind): Promise<string> {
  const { token, hash } = newLinkToken()
  await world.operator.query(
    `INSERT INTO app.link (id, hash, kind, subject_id, expires_on) VALUES (gen_random_uuid(), $1, $2, gen_random_uuid(), app.today() + 14)`,
    [hash, kind],
  )
  return token.toString('base64url')
}

async function linked(ground: Ground, kind: LinkKind): Promise<Pick<Caller, 'session' | 'link'>> {
  const link = await freshLink(ground, kind)
  const started = await new LinkSessions(ground.sql).start(link)
  return { link, session: started?.token ?? null }
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
  referee: (ground) => linked(ground, 'reference'),
  nominee: (ground) => linked(ground, 'nomination'),
}

export const states = Object.keys(makers)

export async function callerIn(ground: Ground, state: string): Promise<Caller> {
  const made = await makers[state]?.(ground)
  return { state, session: null, link: randomBytes(16).toString('base64url'), ...made }
}
