import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SpokenRequest } from '#features/application/staff/code-case/spoken-request.js'
import { HoldFile } from '#features/application/staff/hold-file.js'
import { FlagFile } from '#features/application/staff/screening/flag-file.js'
import { SaveTranslation } from '#features/vetting/staff/translation/save-translation.js'
import type { Outcome } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { whilePressed } from '#test/db/duplicate/while-pressed.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let acts: ReturnType<typeof actsOn>

beforeAll(async () => {
  line = await openMainLine()
  acts = actsOn(line)
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[]) => line.world.operator.query<T>(text, values)

function actsOn({ door: { database, keyring }, world }: MainLine) {
  const audit = new Audit(database)
  return {
    flag: new FlagFile(database, audit),
    hold: new HoldFile(database, audit),
    spoken: new SpokenRequest(database, keyring, audit),
    translate: new SaveTranslation(database, keyring, world.directory, audit),
  }
}

/** What was written about a file, beside the conflict. */
const written = (id: string) =>
  query(
    `SELECT (SELECT jsonb_agg(f ORDER BY f.id) FROM app.vetting_flag f WHERE application_id = $1) AS flags,
       (SELECT jsonb_agg(f ORDER BY f.id) FROM app.flag f WHERE application_id = $1) AS holds,
       (SELECT jsonb_agg(c ORDER BY c.id) FROM app.word_check c WHERE application_id = $1) AS heard,
       (SELECT jsonb_agg(d ORDER BY d.id) FROM app.decision d WHERE application_id = $1) AS decisions,
       (SELECT jsonb_agg(t ORDER BY t.section) FROM app.translation t WHERE application_id = $1) AS translations,
       (SELECT jsonb_agg(r ORDER BY r.id) FROM app.review r WHERE application_id = $1) AS reviews,
       (SELECT state || version FROM app.application WHERE id = $1) AS state,
       (SELECT count(*)::int FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id WHERE r.owner_id = $1) AS wraps,
       (SELECT count(*)::int FROM audit.entry WHERE object_id = $1::text) AS log`,
    [id],
  )

interface Act {
  readonly login: string
  readonly prepare: () => Promise<string>
  readonly press: (id: string) => Promise<Outcome<unknown, string>>
}

const holdStep = (act: 'lift' | 'lift_signal', kind: string): Act => ({
  login: 'security',
  prepare: async () => {
    const id = await line.inReview()
    await query('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
    return id
  },
  press: (id) => acts.hold.run(line.as('security'), id, { act }),
})

/** A file somebody asked about by voice, the word opened and, where said so, compared. */
const spokenOf = async (isHeard: boolean): Promise<string> => {
  const id = await line.inReview()
  await query(`SELECT audit.append($1, 'code_word.opened', $2::text, 'spoken_request')`, [
    line.as('coordinator').accountId,
    id,
  ])
  if (isHeard) await acts.spoken.heard(line.as('coordinator'), id)
  return id
}

const translator = () => ({ ...line.as('reader-3'), roles: ['reviewer', 'translator'] }) as const

const doors: Readonly<Record<string, Act>> = {
  'sets a flag': {
    login: 'coordinator',
    prepare: () => line.inReview(),
    press: (id) =>
      acts.flag.run(line.as('coordinator'), id, { act: 'set', kind: 'language_support', reason: 'own_words' }),
  },
  'holds a file': {
    login: 'security',
    prepare: () => line.inReview(),
    press: (id) => acts.hold.run(line.as('security'), id, { act: 'set', reason: 'safety' }),
  },
  'lifts a hold': holdStep('lift', 'on_hold'),
  'lifts a quiet signal': holdStep('lift_signal', 'duress'),
  'says the code word was heard': {
    login: 'coordinator',
    prepare: () => spokenOf(false),
    press: (id) => acts.spoken.heard(line.as('coordinator'), id),
  },
  'withdraws for who asked by voice': {
    login: 'coordinator',
    prepare: () => spokenOf(true),
    press: async (id) => {
      const { version } = await line.now(id)
      return acts.spoken.run(line.as('coordinator'), id, { move: 'withdraw', version })
    },
  },
  'shares what was replaced': {
    login: 'coordinator',
    prepare: async () => {
      const { id, replace } = await sender(line.world, 'OLD')
      for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', id, name)
      await line.given(id, 'reader-1')
      await query(`UPDATE app.application SET state = 'more_info', open_sections = '{story}' WHERE id = $1`, [id])
      await replace('story', completeAnswers('NEW').story)
      return id
    },
    press: (id) => line.door.share.run(line.as('coordinator'), id),
  },
  'takes a decision back': {
    login: 'board-1',
    prepare: async () => {
      const id = await line.onBoard()
      const { version } = await line.now(id)
      await line.door.propose.run(line.as('board-1'), id, { move: 'release_reject', reasonClass: 'other', version })
      return id
    },
    press: (id) => line.door.propose.clear(line.as('board-1'), id),
  },
  'writes a translation': {
    login: 'reader-3',
    prepare: async () => {
      await query(
        `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator') ON CONFLICT DO NOTHING`,
        [translator().accountId, line.world.editionId],
      )
      const { id } = await sender(line.world, 'WORDS')
      for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', id, name)
      const asked = { accountId: translator().accountId, sections: ['story'] }
      await conflictsOn(line).translate.run(line.as('coordinator'), id, asked)
      await line.door.conflict.run(translator(), id, 'none')
      return id
    },
    press: (id) => acts.translate.run(translator(), id, { section: 'story', text: 'In English.', version: 0 }),
  },
  'keeps a review from other readers': {
    login: 'reader-1',
    prepare: async () => {
      const id = await line.inReview()
      await line.given(id, 'reader-1')
      await line.reviewed('reader-1', id)
      return id
    },
    press: (id) => line.door.shareReview.run(line.as('reader-1'), id, true),
  },
}

describe('whoever', () => {
  it.each(Object.entries(doors))(
    '%s looks again behind the lock, and writes nothing where a conflict keeps them from the file by then',
    async (_, { login, prepare, press }) => {
      const id = await prepare()
      const before = await written(id)

      const late = await whilePressed(
        line,
        () => press(id),
        id,
        (tx) =>
          tx.query(
            `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id)
             VALUES ($1, $2, 'family', 'pinned', $2)`,
            [id, line.as(login).accountId],
          ),
      )

      expect(late).toEqual({ ok: false, code: 'not_found' })
      expect(await written(id)).toEqual(before)
      await query(`DELETE FROM app.conflict_fact WHERE application_id = $1 AND origin = 'pinned'`, [id])
      expect(await press(id)).toMatchObject({ ok: true })
      expect(await written(id)).not.toEqual(before)
    },
  )
})
