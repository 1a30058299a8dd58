import { BeginApplication } from '#features/application/registration/begin-application.js'
import { sectionByKey } from '#features/application/registration/forms/sections.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { Sql } from '#platform/database/sql.js'
import { Clock } from '#platform/clock/clock.js'
import { readForm } from '#platform/form/read-form.js'
import { completeAnswers } from '#test/support/answers.js'
import type { Shot } from './load.js'

const read = Object.entries(completeAnswers('BENCH')).map(([key, body]) => ({
  key,
  ...readForm(sectionByKey(key)?.form ?? class {}, body),
}))

/** Complete drafts, each ready to be sent by one request of its own. */
export async function readyDrafts(url: string, count: number): Promise<Shot[]> {
  const sql = new Sql(url, 8)
  const sessions = new OwnSessions(sql)
  const drafts = new OwnDrafts(sql)
  const begin = new BeginApplication(sql, sessions, drafts)
  const save = new SaveSection(drafts, new Clock())
  const one = async (): Promise<Shot> => {
    const begun = await begin.run('en')
    const me = begun.ok ? await sessions.find(begun.value) : null
    if (!begun.ok || !me) throw new Error('not_begun')
    for (const section of read) await save.run(me, section.key, { ...section, version: 0 })
    const authorization = `Bearer ${begun.value.token.toString('base64url')}`
    return { path: '/api/v1/submission', headers: { authorization, 'content-type': 'application/json' }, body: '{}' }
  }
  const shots: Shot[] = []
  while (shots.length < count) {
    shots.push(...(await Promise.all(Array.from({ length: Math.min(8, count - shots.length) }, one))))
  }
  await sql.close()
  return shots
}
