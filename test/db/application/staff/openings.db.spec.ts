import { afterAll, beforeAll, expect, it } from '@jest/globals'
import pg from 'pg'
import { AskApplicant } from '#features/application/staff/ask-applicant.js'
import { ReadTranslations } from '#features/vetting/staff/translation/read-translations.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'

let line: MainLine
let files: string[]

beforeAll(async () => {
  line = await openMainLine()
  files = await line.manyInReview(60)
  for (const file of files) await line.given(file, 'reader-3')
}, 120_000)

afterAll(() => line.world.end())

const codeOf = (outcome: { ok: boolean; code?: string }): string => outcome.code ?? 'opened'
/** Files one reader gets who asks for all of theirs at the same moment, and files they do not. */
async function askedAtOnce() {
  const outcomes = await Promise.all(
    files.map(async (file) => ({ file, code: codeOf(await line.door.open.run(line.as('reader-3'), file)) })),
  )
  const those = (code: string) => outcomes.filter((one) => one.code === code).map(({ file }) => file)
  return { opened: those('opened'), shut: those('openings_used_up') }
}

it('opens forty of sixty files that one reader asks for at the same moment, and the same forty again', async () => {
  const first = await askedAtOnce()
  const again = await askedAtOnce()
  const inLog = await line.world.operator.query(
    `SELECT count(DISTINCT object_id)::int AS files FROM audit.entry WHERE verb = 'application.opened' AND actor_id = $1`,
    [line.as('reader-3').accountId],
  )

  expect([first.opened.length, first.shut.length, inLog]).toEqual([40, 20, [{ files: 40 }]])
  expect(again).toEqual(first)
})

it('counts the translations of a file among the files a reader opens', async () => {
  const { opened, shut } = await askedAtOnce()
  const pair = [opened[0] ?? '', shut[0] ?? '']
  await line.world.operator.query(
    `INSERT INTO app.translation (application_id, section, account_id, asked_by, profile_number) SELECT f, 'story', $2, $3, 1 FROM unnest($1::uuid[]) f`,
    [pair, line.as('reader-1').accountId, line.as('lead').accountId],
  )
  const read = new ReadTranslations(line.door.database, line.door.keyring)
  const codes = []
  for (const file of pair) codes.push(codeOf(await read.run(line.as('reader-3'), file)))

  expect(codes).toEqual(['opened', 'openings_used_up'])
})

it('tells a coordinator who quotes, or gives a page to a translator, that the day’s files are used up', async () => {
  const file = await line.applied()
  await line.move('coordinator', file, 'open_screening')
  const admin = new pg.Client({ connectionString: line.world.database.url('postgres') })
  await admin.connect()
  await admin.query(
    `SELECT audit.append($1, 'application.opened', gen_random_uuid()::text, '', NULL) FROM generate_series(1, 150)`,
    [line.as('coordinator').accountId],
  )
  await admin.end()
  const ask = new AskApplicant(line.door.database, line.door.keyring, line.door.open)
  const { version } = await line.now(file)
  const before = await line.traces(file)

  const used = await ask.run(line.as('coordinator'), file, { sections: ['story'], text: 'When?', quote: true, version })
  const given = await conflictsOn(line).translate.run(line.as('coordinator'), file, {
    accountId: line.as('reader-1').accountId,
    sections: ['story'],
  })

  expect([codeOf(used), codeOf(given)]).toEqual(['openings_used_up', 'openings_used_up'])
  expect(await line.traces(file)).toEqual(before)
})
