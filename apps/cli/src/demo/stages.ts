import { sectionByKey } from '#features/application/cli/door.js'
import { addDays, isoDate } from '#domain/calendar/iso-date.js'
import { criterionKeys, type Score } from '#domain/review/rubric.js'
import { checkPoints } from '#domain/vetting/clearing.js'
import { readForm } from '#platform/form/read-form.js'
import { type Invented, invented, travelForm } from './answers.js'
import type { Doors } from './doors.js'
import { Draw } from './draw.js'
import { must } from './must.js'
import { Progress } from './progress.js'
import { inside, reviewOf } from './staff-forms.js'
import type { Team } from './team.js'

/** One invented applicant with the code that opens the file. */
export interface Applicant {
  readonly id: string
  readonly code: string
  readonly caseNumber: string
  readonly person: Invented
}

/** People apply; about one in eight leaves the draft unsent. Only those who sent come back. */
export async function open(doors: Doors, seed: number, size: number): Promise<Applicant[]> {
  const draw = new Draw(seed)
  const progress = new Progress('applications', size)
  const applicants: Applicant[] = []
  for (let number = 1; number <= size; number += 1) {
    const applicant = await apply(doors, draw, number)
    if (applicant) applicants.push(applicant)
    progress.step()
  }
  return applicants
}

async function apply({ applicant: door }: Doors, draw: Draw, number: number): Promise<Applicant | null> {
  const person = invented(draw, number)
  const token = must(await door.begin.run(person.origin.pages), 'begin')
  const me = await door.sessions.find(token)
  if (!me) throw new Error('no_session')
  const { applicationId: id, caseNumber, sheet } = me
  const left = draw.chance(0.125) ? 4 : Number.POSITIVE_INFINITY
  for (const [key, body] of Object.entries(person.answers).slice(0, left)) {
    const form = sectionByKey(key)?.form
    if (form) must(await door.save.run(me, key, { ...readForm(form, body), version: 0 }), key)
  }
  if (left < Number.POSITIVE_INFINITY) return null
  must(await door.submit.run(me, person.origin.pages), 'submit')

  return { id, code: sheet?.code ?? '', caseNumber, person }
}

/** Two readers each; the first half of the files is read by both. */
export async function review(doors: Doors, team: Team, draw: Draw, applicants: readonly Applicant[]): Promise<void> {
  const progress = new Progress('files read', applicants.length)
  await tellApart(doors, team)
  for (const [i, { id }] of applicants.entries()) {
    const coordinator = await team.member('coordinator')
    for (const move of ['open_screening', 'pass'] as const) {
      if (move === 'pass') must(await doors.staff.eligibility.run(coordinator, id, inside), 'eligibility')
      must(await doors.staff.move.run(coordinator, id, { move, version: await versionOf(doors, id) }), move)
    }
    for (const login of draw.some(['reader-1', 'reader-2', 'reader-3'], 2)) {
      const reader = await team.member(login)
      must(await doors.staff.assign.run(coordinator, id, { accountId: reader.accountId, role: 'reviewer' }), 'assign')
      if (i >= applicants.length / 2) continue
      must(await doors.staff.conflict.run(reader, id, 'none'), 'conflict')
      must(await doors.staff.review.run(reader, id, opinion(draw)), 'review')
    }
    progress.step()
  }
}

/** Invented names repeat: what looks like one person's is told apart before a file goes on. */
async function tellApart(doors: Doors, team: Team): Promise<void> {
  const coordinator = await team.member('coordinator')
  for (;;) {
    const { pairs } = await doors.staff.compare.run(coordinator)
    if (pairs.length === 0) return
    for (const { first, second } of pairs) {
      must(await doors.staff.compare.judge(coordinator, { first: first.id, second: second.id }, 'different'), 'judge')
    }
  }
}

const opinion = (draw: Draw) =>
  reviewOf({
    eligibility: 'yes',
    scores: Object.fromEntries(criterionKeys.map((key) => [key, draw.one<Score>([3, 3, 4, 4, 5])])),
  })

// Nobody answers a link here: the lead spoke with both referees, wrote it down, and another lead looks at it.
const notes: Readonly<Record<number, string>> = {
  4: 'I spoke with both referees, each through a number I found myself.',
  15: 'Nothing speaks against this person, and both referees know the work.',
}
const spokenChecks = checkPoints.map((point) => {
  const evidence = point === 4 ? 'E3' : 'E1'
  return { point, result: 'fits', evidence, note: notes[point] } as const
})

async function findingOf({ staff }: Doors, id: string): Promise<string> {
  const [row] = await staff.database.query<{ id: string }>(
    'SELECT id FROM app.vetting_check WHERE application_id = $1 AND point = 4',
    [id],
  )
  return row?.id ?? ''
}

/** The first half is vetted and decided by two people each time, then released together. */
export async function invite(doors: Doors, team: Team, applicants: readonly Applicant[]): Promise<Applicant[]> {
  const chosen = applicants.slice(0, Math.ceil(applicants.length / 2))
  const progress = new Progress('decisions', chosen.length)
  for (const { id } of chosen) {
    const coordinator = await team.member('coordinator')
    const shortlist = { move: 'shortlist', version: await versionOf(doors, id) } as const
    must(await doors.staff.move.run(coordinator, id, shortlist), 'shortlist')
    must(await doors.staff.check.run(await team.member('lead'), id, spokenChecks), 'checks')
    must(await doors.staff.pass.run(await team.member('lead'), id), 'travel document')
    must(await doors.staff.look.run(await team.member('lead-2'), id, await findingOf(doors, id)), 'look')
    const items = await doors.staff.harm.read(await team.member('lead'), id)
    const harmless = items.map(({ item, id: over }) => ({ item, verdict: 'safe', over }) as const)
    must(await doors.staff.harm.run(await team.member('lead'), id, harmless), 'harm')
    await decide(doors, team, id, { move: 'clear', first: 'lead', second: 'lead-2' })
    await decide(doors, team, id, { move: 'release_invite', first: 'board-1', second: 'board-2' })
    progress.step()
  }
  const board = await team.member('board-1')
  const look = await doors.staff.release.dryRun(board, 'main')
  must(await doors.staff.release.run(board, 'main', look?.digest ?? ''), 'release')
  return chosen
}

async function decide(
  doors: Doors,
  team: Team,
  id: string,
  act: { readonly move: 'clear' | 'release_invite'; readonly first: string; readonly second: string },
): Promise<void> {
  const form = { move: act.move, reasonClass: 'strong', version: await versionOf(doors, id) }
  const decisionId = must(await doors.staff.propose.run(await team.member(act.first), id, form), act.move)
  if (decisionId) must(await doors.staff.second.run(await team.member(act.second), id, decisionId), act.move)
}

/** Most say yes, one in six says no. */
export async function answer(doors: Doors, signedIn: SignedIn, invited: readonly Applicant[]): Promise<Applicant[]> {
  const progress = new Progress('answers', invited.length)
  const coming: Applicant[] = []
  for (const [i, applicant] of invited.entries()) {
    const isComing = i % 6 !== 5
    must(await doors.applicant.move.run(await signedIn(applicant), isComing ? 'confirm' : 'decline'), 'answer')
    if (isComing) coming.push(applicant)
    progress.step()
  }
  return coming
}

/** Travel forms come in; the desk assesses all but the last and goes on with some; tasks follow. */
export async function travel(
  doors: Doors,
  team: Team,
  signedIn: SignedIn,
  coming: readonly Applicant[],
): Promise<void> {
  const progress = new Progress('travel forms', coming.length)
  const draw = new Draw(coming.length)
  const desk = await team.steppedUp('desk')
  for (const [i, applicant] of coming.entries()) {
    const given = { version: 0, answers: travelForm(draw, applicant.person) }
    must(await doors.applicant.identity.run(await signedIn(applicant), given, 'en'), 'travel form')
    const participationId = await participationOf(doors, applicant.id)
    await doors.recompute.run({ participationId })
    // The window of one step-up holds twenty files; what is left waits on the desk's list, as it would.
    if (i < Math.min(coming.length - 1, 9)) await assess(doors, desk, participationId)
    await doors.recompute.run({ participationId })
    await goOn(doors, desk, participationId, steps.slice(0, i % (steps.length + 1)))
    progress.step()
  }
}

/** What happens after an assessment, with the day counted from today; an appointment lies ahead. */
const steps = [
  { move: 'letter_ready', inDays: 0 },
  { move: 'book_appointment', inDays: 20 },
  { move: 'lodge', inDays: 0 },
  { move: 'issue', inDays: 0 },
] as const

type Desk = Awaited<ReturnType<Team['member']>>

/** The desk writes steps down where a visa is needed; a case without one has none of them. */
async function goOn(doors: Doors, desk: Desk, participationId: string, taken: readonly (typeof steps)[number][]) {
  for (const { move, inDays } of taken) {
    const { row } = must(await doors.staff.cases.run(desk, participationId), 'case')
    if (row.visa_path !== 'required') return
    const happenedOn = addDays(isoDate(row.today), inDays)
    must(
      await doors.staff.step.run(desk, participationId, { version: row.version, move, happenedOn, source: 'desk_saw' }),
      move,
    )
    await doors.recompute.run({ participationId })
  }
}

async function assess(doors: Doors, desk: Desk, participationId: string): Promise<void> {
  const { row, assessed } = must(await doors.staff.openCase.run(desk, participationId), 'case')
  const path = assessed.result.visa
  must(await doors.staff.confirm.run(desk, participationId, { version: row.version, path, reason: '' }), 'assessment')
}

export type SignedIn = (applicant: Applicant) => Promise<Parameters<Doors['applicant']['move']['run']>[0]>

async function versionOf(doors: Doors, id: string): Promise<number> {
  const [row] = await doors.staff.database.query<{ version: number }>(
    'SELECT version FROM app.application WHERE id = $1',
    [id],
  )
  return row?.version ?? 0
}

async function participationOf(doors: Doors, id: string): Promise<string> {
  const [row] = await doors.staff.database.query<{ id: string }>(
    'SELECT id FROM app.participation WHERE application_id = $1',
    [id],
  )
  return row?.id ?? ''
}
