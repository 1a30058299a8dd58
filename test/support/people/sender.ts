import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { AnswerQuestion } from '#features/application/registration/after-sending/answer-question.js'
import { OwnCopies } from '#features/application/registration/after-sending/own-copy.store.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import { ReplaceSection } from '#features/application/registration/after-sending/replace-section.js'
import { replaceableByKey } from '#features/application/registration/after-sending/replaceable.js'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { SubmitApplication } from '#features/application/registration/submit-application.js'
import { Clock } from '#platform/clock/clock.js'
import { readForm } from '#platform/form/read-form.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { wordsFor } from '#words/index.js'
import { completeAnswers } from '../answers.js'
import type { World } from '../world.js'

/** The use-cases of applicants on one world, as the public process puts them together. */
function applicantDoor(world: World) {
  const sql = world.sql('app_registration')
  const drafts = new OwnDrafts(sql)
  const sessions = new OwnSessions(sql)
  const replacing = new ReadReplacing(sql)
  const call = new ReadOpenCall(sql, new Clock())
  return {
    sessions,
    replacing,
    begin: new BeginApplication(sql, sessions, drafts),
    save: new SaveSection(drafts, new Clock()),
    submit: new SubmitApplication(sql, drafts, world.directory, call),
    replace: new ReplaceSection(sql, replacing, world.directory),
    answer: new AnswerQuestion(sql),
    copies: new OwnCopies(sql),
    home: new ReadHome(sql),
    shown: async () => ({
      lang: 'en' as const,
      about: { date: wordsFor('en').date((await call.run())?.arrivalOn ?? '') },
    }),
  }
}

/** Somebody who sent a whole application, its texts bearing the mark, some pages answered otherwise. */
export async function sender(
  world: World,
  mark: string,
  keepCopy = false,
  otherwise: Readonly<Record<string, object>> = {},
) {
  const door = applicantDoor(world)
  const begun = await door.begin.run('en')
  if (!begun.ok) throw new Error(begun.code)
  const me = () => sessionOf(door.sessions, begun.value)
  for (const [key, body] of Object.entries({ ...completeAnswers(mark), ...otherwise })) {
    const form = replaceableByKey(key)?.form
    if (form) await door.save.run(await me(), key, { ...readForm(form, body), version: 0 })
  }
  const sent = await door.submit.run(await me(), 'en', keepCopy)
  if (!sent.ok) throw new Error(sent.code)
  const { applicationId: id } = await me()
  /** Replaces a section, over the version that stands. */
  const replace = async (key: string, body: unknown) => {
    const section = replaceableByKey(key)
    if (!section) throw new Error(key)
    const version = (await door.replacing.run(await me()))?.versions.get(key)?.version ?? 1
    return door.replace.run(await me(), key, { ...readForm(section.form, body), version }, await door.shown())
  }
  return { id, door, me, replace }
}

async function sessionOf(sessions: OwnSessions, token: SessionToken): Promise<ApplicantSession> {
  const found = await sessions.find(token)
  if (!found) throw new Error('no_session')
  return found
}
