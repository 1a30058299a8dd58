import { LinkSessions } from '#features/link/index.js'
import { ReferenceForm } from '#features/reference/registration/forms/reference.form.js'
import { SendReference } from '#features/reference/registration/send-reference.js'
import { ExpireReferences } from '#features/reference/worker/expire-references.job.js'
import { RemindReferees } from '#features/reference/worker/remind-referees.job.js'
import { readForm } from '#platform/form/read-form.js'
import type { RunningWorld } from '../running-world.js'
import { refereeWorld, wholeReference } from './referee.js'

/** Files whose referees were asked, and what these and the worker do then, through the use-cases. */
export async function askedFiles(running: RunningWorld) {
  const at = await refereeWorld(running)
  const { world } = running
  const sql = world.sql('app_registration')
  const worker = world.sql('app_worker')
  const links = new LinkSessions(sql)
  const send = new SendReference(sql, world.directory)
  const query = <T>(text: string, values: readonly unknown[] = []) => world.operator.query<T>(text, values)
  const idsOf = async (id: string): Promise<string[]> => {
    const rows = await query<{ id: string }>(
      'SELECT id FROM app.reference WHERE application_id = $1 ORDER BY position, attempt',
      [id],
    )
    return rows.map((row) => row.id)
  }

  return {
    ...at,
    links,
    query,
    stateOf: async (id: string) =>
      (await query<{ state: string }>('SELECT state FROM app.reference WHERE id = $1', [id]))[0]?.state,
    hold: (id: string) =>
      query(`INSERT INTO app.flag (application_id, kind, reason) VALUES ($1, 'on_hold', 'safety')`, [id]),
    liftHolds: (id: string) => query('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1', [id]),
    leave: (id: string, move: 'withdraw' | 'erase') =>
      query<{ code: string }>(`SELECT code FROM app.application_move($1, $2, 'applicant')`, [id, move]),
    expire: () => new ExpireReferences(worker).run(),
    remind: () => new RemindReferees(worker).run(),
    /** A file in vetting whose two referees were asked, and the session of the first. */
    asked: async (mark: string) => {
      const { id, client } = await at.inVetting(mark)
      await at.ask.run(at.lead, id)
      const tokens = [await at.tokenFor(at.addressOf(mark, 1)), await at.tokenFor(at.addressOf(mark, 2))]
      const started = await links.start(tokens[0] ?? '')
      const session = started && (await links.find(started.token))
      if (!session) throw new Error('no_session')
      const answer = () => send.run(session, readForm(ReferenceForm, wholeReference(mark)), 'en')
      const references = await idsOf(id)
      return { id, client, tokens, session, answer, references, first: references[0] ?? '' }
    },
  }
}
