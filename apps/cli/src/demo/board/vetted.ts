import { type Check, checkPoints } from '#domain/vetting/clearing.js'
import { moveAtOnce } from '#features/application/cli/door.js'
import { agreeAtOnce } from '#features/decision/cli/door.js'
import { type AskedOf, askAtOnce, openNaming } from '#features/reference/cli/door.js'
import { checkAtOnce, judgeSafe, knownExclusions, passAtOnce } from '#features/vetting/cli/door.js'
import type { Tx } from '#platform/database/database.js'
import { Draw } from '../draw.js'
import { must } from '../must.js'
import type { MadeFile } from './plan.js'
import type { BoardTools } from './tools.js'

/** Why the files of the demonstration are clear. */
export const clearMemo = 'Both referees answered, each through a way of our own. Nothing speaks against this person.'

const boardMembers = ['board-1', 'board-2']

/** Shortlists the files that go on, asks their referees, checks them, clears those the board gets. */
export async function vet(tx: Tx, tools: BoardTools, made: readonly MadeFile[]): Promise<void> {
  const listed = made.filter(({ fate }) => fate === 'vetting' || fate === 'board')
  const ids = listed.map(({ id }) => id)
  const coordinator = tools.actors('coordinator')
  await moveAtOnce(tx, ids, { move: 'shortlist', role: 'coordinator', actorId: coordinator.accountId })
  const lead = tools.actors('lead')
  for (const file of listed) {
    await openNaming(tx, tools, lead.accountId, file.id)
    for (const asked of askedOf(file)) await askAtOnce(tx, tools, lead.accountId, asked)
  }
  const checked = listed.filter(isChecked).map((file) => ({ file: file.id, checks: checksOf(file) }))
  await checkAtOnce(tx, tools.audit, lead.accountId, checked)
  await passAtOnce(tx, tools, lead.accountId, listed.filter(isChecked).map(saidDocument))
  const clear = listed.filter(({ fate }) => fate === 'board').map(({ id }) => id)
  await judgeSafe(tx, tools.audit, lead.accountId, clear)
  await clearAll(tx, tools, clear)
  for (const id of ids) for (const login of boardMembers) await show(tx, tools, id, login)
}

const isChecked = (file: MadeFile): boolean => checksOf(file).length > 0

const saidDocument = ({ id, person }: MadeFile) => ({
  file: id,
  kind: String(person.answers.place?.travel_document_kind),
})

async function clearAll(tx: Tx, tools: BoardTools, ids: readonly string[]): Promise<void> {
  const lead = tools.actors('lead')
  const [authorId, secondId] = [lead.accountId, tools.actors('lead-2').accountId]
  const memos = new Map<string, string>()
  for (const id of ids) memos.set(id, await tools.memos.store(tx, lead, id, clearMemo))
  const agreement = { move: 'clear', reasonClass: 'strong', authorId, secondId, memos } as const
  const decisionOf = await agreeAtOnce(tx, tools.audit, ids, agreement)
  await moveAtOnce(tx, ids, { move: 'clear', role: 'vetting_lead', actorId: secondId, decisionOf })
}

// The shortlist is what a board member may open.
async function show(tx: Tx, tools: BoardTools, id: string, login: string): Promise<void> {
  const { accountId } = tools.actors(login)
  const to = { accountId, role: 'board', exclusions: await knownExclusions(tx, [accountId]) } as const
  must(await tools.assign.give(tx, tools.actors('lead'), id, to), 'assign')
}

/** Both referees of a file for the board have answered; of the others some have not. */
export function askedOf({ id, number, fate, person }: MadeFile): AskedOf[] {
  const draw = new Draw(number)
  const { origin, name } = person
  return [1, 2].map((place) => ({
    file: id,
    place,
    shownName: name,
    lang: origin.pages,
    referee: { channel: `referee-${number}-${place}@referees.invalid`, language: origin.answers },
    ...((fate === 'board' || draw.chance(0.6)) && { answer: answerOf(draw, person.origin.example) }),
  }))
}

const answerOf = (draw: Draw, example: string) => ({
  how_know: draw.one(['works_together', 'same_field', 'supports_work', 'same_community']),
  since_when: draw.one(['1_2', '3_5', '6_10', 'over_10']),
  peaceful_rights_work: 'yes',
  respects_universality: 'yes',
  example_of_work: example,
  risk_known: draw.one(['none', 'some', 'serious', 'cannot_say']),
  would_trust_in_closed_room: draw.one(['yes', 'yes', 'yes', 'with_conditions']),
  conflict_of_interest: 'none',
  verify_me_by: { channel: 'phone', handle: '+000000', time: 'mornings' },
  confidential: draw.one(['confidential', 'may_be_shown']),
})

/** The whole checklist where the file is clear, with E3 to E5; a part of it elsewhere, with no grade that waits for an answer. */
export function checksOf(file: MadeFile): Check[] {
  const { number, fate } = file
  const draw = new Draw(number)
  const points = fate === 'board' ? checkPoints : checkPoints.slice(0, Math.floor(draw.next() * checkPoints.length))
  const best = draw.one<Check['evidence']>(['E3', 'E3', 'E3', 'E4', 'E5'])
  const answered = askedOf(file).filter(({ answer }) => answer !== undefined).length
  const grades = (['E1', 'E2', 'E3'] as const).slice(0, answered + 1)
  const gradeOf = (point: number) => (point === 1 && answered === 2 ? best : draw.one(grades))
  return points.map((point) => ({ point, result: 'fits', evidence: gradeOf(point) }))
}
