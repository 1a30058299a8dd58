import { mailMark } from '#domain/application/mail-mark.js'
import {
  answerAtOnce,
  type CallShown,
  leaveAtOnce,
  type MoveOfMany,
  moveAtOnce,
  sendAtOnce,
} from '#features/application/cli/door.js'
import { agreeAtOnce } from '#features/decision/cli/door.js'
import { denyConflicts } from '#features/vetting/cli/door.js'
import type { Tx } from '#platform/database/database.js'
import { settleMails } from '#platform/outbox/settle-mails.js'
import { sha256 } from '#platform/vault/keys.js'
import { must } from '../must.js'
import { inside, reviewOf } from '../staff-forms.js'
import type { CodedFile, Fate, MadeFile, PlannedRead } from './plan.js'
import { nominated } from './nominated.js'
import type { BoardTools } from './tools.js'
import { vet } from './vetted.js'

/** Brings a lot of files from their first page to where the plan has them, in the caller's transaction. */
export async function makeLot(tx: Tx, tools: BoardTools, call: CallShown, files: readonly CodedFile[]): Promise<void> {
  const sendings = []
  for (const file of files) {
    const link = file.isNominated ? await nominated(tx, tools, file, 'pressed') : undefined
    sendings.push({ ...sendingOf(file), ...(link && { link }) })
  }
  const sent = await sendAtOnce(tx, tools.directory, call, sendings)
  const made = files.map((file, i) => ({ ...file, id: sent[i]?.id ?? '' }))
  await settleMails(tx, { files: idsOf(made) })
  await screen(tx, tools, made)
  await read(tx, tools, made)
  const leaving = sent.filter((_, i) => files[i]?.fate === 'withdrawn')
  await leaveAtOnce(tx, sent, leaving)
  await vet(tx, tools, made)
  await settleMails(tx, { files: idsOf(made) })
}

// The two words of a sheet come from the code, so that they are the same in another run.
const sendingOf = ({ code, person }: CodedFile) => {
  const lang = person.origin.pages
  return { code, lang, answers: person.answers, mailMark: mailMark(lang, sha256(Buffer.from(code)).subarray(0, 2)) }
}

const outside = { ...inside, for_others: 'no' } as const
const notRead: readonly Fate[] = ['submitted', 'screening', 'more_info', 'not_eligible']

async function screen(tx: Tx, tools: BoardTools, made: readonly MadeFile[]): Promise<void> {
  const coordinator = tools.actors('coordinator')
  const by = { role: 'coordinator', actorId: coordinator.accountId } as const
  const looked = made.filter(({ fate }) => fate !== 'submitted')
  await moveSome(tx, looked, { ...by, move: 'open_screening' })
  const within = made.filter(({ fate }) => !notRead.includes(fate))
  const judge = (files: readonly MadeFile[], answer: typeof inside | typeof outside) =>
    answerAtOnce(tx, tools.audit, idsOf(files), { ...answer, actorId: by.actorId })
  const refused = made.filter(({ fate }) => fate === 'not_eligible')
  await judge(refused, outside)
  await judge(within, inside)
  const secondId = tools.actors('coordinator-2').accountId
  const agreement = { move: 'not_eligible', reasonClass: 'out_of_scope', authorId: by.actorId, secondId } as const
  const decisionOf = await agreeAtOnce(tx, tools.audit, idsOf(refused), agreement)
  await moveSome(tx, refused, { ...by, move: 'not_eligible', decisionOf })
  await moveSome(tx, within, { ...by, move: 'pass' })
}

async function read(tx: Tx, tools: BoardTools, made: readonly MadeFile[]): Promise<void> {
  const pairs = made.flatMap(({ id, reads }) => reads.map((one) => ({ id, one })))
  const readOf = ({ id, one }: { readonly id: string; readonly one: PlannedRead }) => ({
    file: id,
    reader: tools.actors(one.reader).accountId,
    drawn: one.drawn,
  })
  const refused = await tools.reads.give(tx, tools.actors('coordinator'), pairs.map(readOf))
  if (refused) throw new Error(refused)
  const sent = pairs.filter(({ one }) => one.isSent)
  await denyConflicts(tx, tools.audit, sent.map(readOf))
  for (const { id, one } of sent) {
    must(await tools.review.write(tx, tools.actors(one.reader), id, reviewOf(one)), 'review')
  }
}

const moveSome = (tx: Tx, files: readonly MadeFile[], step: MoveOfMany): Promise<void> =>
  moveAtOnce(tx, idsOf(files), step)

const idsOf = (files: readonly MadeFile[]): string[] => files.map(({ id }) => id)
