import { randomUUID } from 'node:crypto'
import { type LinkKind, LinkSessions } from '#features/link/registration/link-sessions.js'
import { PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import type { Sql } from '#platform/database/sql.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { newLinkToken } from '#platform/vault/link.js'
import { sealRecord } from '#platform/vault/record.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import type { World } from '#test/support/world.js'

export type Ground = Readonly<{ world: World; sql: Sql }>

type Linked = Readonly<{ session: SessionToken; link: string }>

/** Presses the button of a link whose mail went out, in the rows a link consists of. */
async function linked({ world, sql }: Ground, kind: LinkKind, subjectId: string): Promise<Linked> {
  const { token, hash } = newLinkToken()
  await world.operator.query(
    `INSERT INTO app.link (id, hash, kind, subject_id, expires_on) VALUES (gen_random_uuid(), $1, $2, $3, app.today() + 14)`,
    [hash, kind, subjectId],
  )
  const link = token.toString('base64url')
  const started = await new LinkSessions(sql).start(link)
  if (!started) throw new Error(`no ${kind} to open`)
  return { link, session: started.token }
}

/** Asked about this application. */
export async function referee(ground: Ground, applicationId: string): Promise<Linked> {
  const id = randomUUID()
  await ground.world.operator.query(
    `INSERT INTO app.reference (id, application_id, position, attempt, by_hand, expires_on)
     VALUES ($1, $2, 1, 1, false, app.today() + 21)`,
    [id, applicationId],
  )
  return linked(ground, 'reference', id)
}

async function partnerWithCode({ world }: Ground): Promise<{ readonly id: string; readonly code: string }> {
  const [id, code] = [randomUUID(), newAccessCode()]
  const { lookup, pair } = accessKeys(code)
  await world.operator.query(
    `INSERT INTO app.partner (id, edition_id, number, lookup, public_key, quota) VALUES ($1, $2, $3, $4, $5, 20)`,
    [id, world.editionId, id, lookup, pair.publicKey],
  )
  const place = { owner: id, compartment: 'contact', schema: 'partner.name', version: 1 }
  const { id: recordId, body, wraps } = sealRecord(place, { name: 'Union' }, [pair.publicKey])
  await world.operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
     VALUES ($1, $2, 'contact', 'partner.name', 1, $3)`,
    [recordId, id, body],
  )
  for (const { recipient, wrap } of wraps) {
    await world.operator.query('INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3)', [
      recordId,
      recipient,
      wrap,
    ])
  }
  return { id, code }
}

export async function partner(ground: Ground): Promise<SessionToken> {
  const { code } = await partnerWithCode(ground)
  const session = await new PartnerSessions(ground.sql).begin(code)
  if (!session) throw new Error('no partner to sign in')
  return session
}

/** Named by a partner, and invited. */
export async function nominee(ground: Ground): Promise<Linked> {
  const by = await partnerWithCode(ground)
  const id = randomUUID()
  await ground.world.operator.query(
    `INSERT INTO app.nomination (id, edition_id, number, partner_id, state, named_week, expires_on)
     VALUES ($1, $2, $3, $4, 'invited', date_trunc('week', app.today())::date, app.today() + 14)`,
    [id, ground.world.editionId, id, by.id],
  )
  return linked(ground, 'nomination', id)
}
