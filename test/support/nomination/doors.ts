import { AcceptInvitation } from '#features/nomination/registration/accept-invitation.js'
import { PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import { type NominationForm, PutForward } from '#features/nomination/registration/put-forward.js'
import { EnterList } from '#features/nomination/staff/enter-list.js'
import { InviteNominee } from '#features/nomination/staff/invite-nominee.js'
import { KeepPartners } from '#features/nomination/staff/keep-partners.js'
import { NameNominee } from '#features/nomination/staff/name-nominee.js'
import { OpenNomination } from '#features/nomination/staff/open-nomination.js'
import { ReadProvenance } from '#features/nomination/staff/read-provenance.js'
import { SkipScreening } from '#features/nomination/staff/skip-screening.js'
import { Passing } from '#features/application/staff/screening/passing.js'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { LinkSessions } from '#features/link/registration/link-sessions.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import type { staffDoor } from '../staff-door.js'
import type { World } from '../world.js'

/** A whole form; every text carries `mark`, so that a leak can be seen. */
export const nominee = (mark: string, change: Partial<NominationForm> = {}): NominationForm => ({
  nominee_name: `Amal ${mark}-nominee`,
  nominee_channel: 'email',
  nominee_address: `${mark.toLowerCase()}-nominee@example.org`,
  nominee_language: 'ar',
  nominee_why: `${mark}-because of her work with families`,
  nominee_known: `${mark}-known since years`,
  nominee_agreed: 'yes',
  ...change,
})

/** The same form as a page posts it. */
export const nomineeFields = (mark: string, change: Partial<NominationForm> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(nominee(mark, change)))

/** The code on the page that shows it once. */
export const partnerCode = (html: string): string =>
  /<p class="code"[^>]*><span>([^<]*)<\/span><span>([^<]*)<\/span>/.exec(html)?.slice(1).join('') ?? ''

/** The use-cases of partners, nominees and staff over one world. */
export function nominationDoors(world: World, { alike, database, keyring }: Awaited<ReturnType<typeof staffDoor>>) {
  const sql = world.sql('app_registration')
  const open = new OpenNomination(database, keyring)
  const name = new NameNominee(database, keyring, world.directory)
  const sessions = new OwnSessions(sql)
  const drafts = new OwnDrafts(sql)

  return {
    open,
    name,
    list: new EnterList(database, keyring, name),
    invite: new InviteNominee(database, keyring, world.directory, open),
    partners: new KeepPartners(database, keyring, world.directory),
    provenance: new ReadProvenance(database, keyring),
    skip: new SkipScreening(database, new Passing(alike)),
    links: new LinkSessions(sql),
    partnerSessions: new PartnerSessions(sql),
    putForward: new PutForward(sql, world.directory),
    accept: new AcceptInvitation(sql, new BeginApplication(sql, sessions, drafts)),
    sessions,
    drafts,
  }
}
export type NominationDoors = ReturnType<typeof nominationDoors>

/** Named by a colleague and invited, the link in hand. */
export async function invited(
  doors: NominationDoors,
  actor: StaffActor,
  mark: string,
): Promise<{ id: string; link: string }> {
  const named = await doors.name.run(actor, [
    nominee(mark, { nominee_channel: 'messenger', nominee_address: `@${mark}` }),
  ])
  const [id = ''] = named.ok ? named.value : []
  const made = await doors.invite.run(actor, id, 1)
  if (!made.ok || !made.value) throw new Error('not_invited')
  return { id, link: made.value.token }
}

/** Presses the link's button. */
export async function pressed(doors: NominationDoors, link: string) {
  const started = await doors.links.start(link)
  const session = started && (await doors.links.find(started.token))
  if (!session) throw new Error('link_over')
  return session
}

/** "Start my application": the session of the new code. */
export async function begun(doors: NominationDoors, link: string): Promise<SessionToken> {
  const made = await doors.accept.start(await pressed(doors, link), 'ar')
  if (!made.ok) throw new Error(made.code)
  return made.value
}

/** Saves one section as the pages would. */
export async function saved(doors: NominationDoors, token: SessionToken, section: string): Promise<string> {
  const me = await doors.sessions.find(token)
  if (!me) throw new Error('signed_out')
  return doors.drafts.save(me, section, { version: 0, values: { a: 'b' }, errors: {} })
}
