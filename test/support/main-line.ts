import { checkPoints, memoPoint } from '#domain/vetting/clearing.js'
import type { HarmItem, HarmVerdict } from '#domain/vetting/harm.js'
import { seeFile, type SeenFile } from '#features/application/staff/see-file.js'
import type { NewCheck } from '#features/vetting/staff/record-check.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { sealedApplication } from './sealed-application.js'
import { actorOf, passScreening, staffDoor } from './staff-door.js'
import { practiceWorld, usualStaff } from './world.js'

type Decided = 'clear' | 'release_invite' | 'release_reject' | 'release_waitlist' | 'not_eligible'

/** A world with its usual staff, and applications brought to a state through the real use-cases. */
export async function openMainLine() {
  const world = await practiceWorld(usualStaff)
  const door = await staffDoor(world)
  const registration = world.sql('app_registration')
  const actors = new Map<string, StaffActor>()
  for (const { login } of usualStaff) actors.set(login, await actorOf(world, login))

  const as = (login: string): StaffActor => {
    const actor = actors.get(login)
    if (!actor) throw new Error(login)
    return actor
  }
  const now = async (id: string): Promise<{ state: string; version: number }> => {
    const [row] = await world.operator.query<{ state: string; version: number }>(
      'SELECT state, version FROM app.application WHERE id = $1',
      [id],
    )
    return row ?? { state: 'gone', version: 0 }
  }
  /** As this colleague sees it. */
  const file = async (login: string, id: string): Promise<SeenFile> => {
    const seen = await seeFile(door.database, as(login), id)
    if (!seen) throw new Error(`${login} does not see ${id}`)
    return seen
  }
  /** A file that passes is screened first. */
  const move = async (login: string, id: string, name: 'open_screening' | 'pass' | 'shortlist' | 'send_back') => {
    const { version } = await now(id)
    return name === 'pass'
      ? passScreening(door, as(login), { id, version })
      : door.move.run(as(login), id, { move: name, version })
  }
  const applied = async (text = 'words') =>
    (await sealedApplication(registration, world.directory, world.editionId, text)).id
  const inReview = async (text?: string): Promise<string> => {
    const id = await applied(text)
    await move('coordinator', id, 'open_screening')
    await move('coordinator', id, 'pass')
    return id
  }
  /** So many files in review, put there at once: where it is about how many they are, not about the way. */
  const manyInReview = async (count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let i = 0; i < count; i += 1) ids.push(await applied())
    await world.operator.query(
      `UPDATE app.application SET state = 'in_review', version = version + 2 WHERE id = ANY ($1)`,
      [ids],
    )
    return ids
  }
  const numberOf = async (id: string): Promise<string> => {
    const [row] = await world.operator.query<{ number: string }>(
      'SELECT case_number AS number FROM app.application WHERE id = $1',
      [id],
    )
    return row?.number ?? ''
  }
  /** Given to a reader who has said there is no conflict. */
  const given = async (id: string, login: string): Promise<void> => {
    const outcome = await door.assign.run(as('coordinator'), id, { accountId: as(login).accountId, role: 'reviewer' })
    if (!outcome.ok) throw new Error(outcome.code)
    await door.conflict.run(as(login), id, 'none')
  }
  /** A review of all criteria that is in, with this score of R1. */
  const reviewed = async (login: string, id: string, R1: 2 | 3 | 4 = 4): Promise<void> => {
    const reasons = { ...fullReview.reasons, R1: long }
    const outcome = await door.review.run(as(login), id, {
      ...fullReview,
      scores: { ...fullReview.scores, R1 },
      reasons,
    })
    if (!outcome.ok) throw new Error(outcome.code)
  }
  /** Opened one after another, as somebody does who reads them. */
  const opened = async (login: string, ids: readonly string[]): Promise<void> => {
    for (const id of ids) await door.open.run(as(login), id)
  }
  const inVetting = async (): Promise<string> => {
    const id = await inReview()
    await move('coordinator', id, 'shortlist')
    return id
  }
  /** Judged on a page that was drawn just now; what is not named is safe. */
  const judged = async (id: string, verdicts: Partial<Record<HarmItem, HarmVerdict>> = {}, login = 'lead') => {
    const items = await door.harm.read(as(login), id)
    const rows = items.map(({ item, id: over }) => ({ item, verdict: verdicts[item] ?? ('safe' as const), over }))
    return door.harm.run(as(login), id, rows)
  }
  /** Both referees have answered, as far as a grade asks. */
  const refereed = (id: string): Promise<unknown> =>
    world.operator.query(
      `INSERT INTO app.reference (id, application_id, position, attempt, state, by_hand, expires_on)
       SELECT gen_random_uuid(), $1, p, 1, 'answered', false, app.today() FROM generate_series(1, 2) p ON CONFLICT DO NOTHING`,
      [id],
    )
  /** Findings on a page that was drawn just now. */
  const found = async (login: string, id: string, checks: readonly NewCheck[]) => {
    const standing = await door.check.read(as('lead'), await file('lead', id))
    const overOf = (point: number) => standing.find((one) => one.point === point)?.id
    return door.check.run(
      as(login),
      id,
      checks.map((one) => ({ ...one, over: overOf(one.point) })),
    )
  }
  const checked = async (id: string): Promise<void> => {
    await refereed(id)
    const outcome = await found('lead', id, fullChecks)
    if (!outcome.ok) throw new Error(outcome.code)
    await judged(id)
  }
  const decided = async (id: string, name: Decided, first: string, second: string): Promise<void> => {
    const form = { move: name, reasonClass: 'other', version: (await now(id)).version }
    const proposed = await door.propose.run(as(first), id, form)
    if (!proposed.ok || !proposed.value) throw new Error(`${name} ${JSON.stringify(proposed)}`)
    const agreed = await door.second.run(as(second), id, proposed.value)
    if (!agreed.ok) throw new Error(`${name} ${agreed.code}`)
  }
  /** Looked at and released, as somebody does who presses the button at once. */
  const release = async (login = 'board-1', wave = 'main') => {
    const look = await door.release.dryRun(as(login), wave)
    return door.release.run(as(login), wave, look?.digest ?? '')
  }
  const onBoard = async (): Promise<string> => {
    const id = await inVetting()
    await checked(id)
    await decided(id, 'clear', 'lead', 'lead-2')
    return id
  }
  /** Everything a refusal must leave as it was. */
  const traces = (id: string): Promise<unknown[]> =>
    world.operator.query(
      `SELECT (SELECT state || version FROM app.application WHERE id = $1) AS state,
         (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
         (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox,
         (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
         (SELECT jsonb_agg(d ORDER BY d.id) FROM app.decision d WHERE application_id = $1) AS decisions`,
      [id],
    )

  return {
    world,
    door,
    as,
    now,
    file,
    move,
    applied,
    inReview,
    manyInReview,
    numberOf,
    given,
    reviewed,
    opened,
    inVetting,
    refereed,
    checked,
    judged,
    found,
    decided,
    release,
    onBoard,
    traces,
  }
}
export type MainLine = Awaited<ReturnType<typeof openMainLine>>

/** The whole checklist with its memo, for a file whose referees have answered. */
export const fullChecks = checkPoints.map(
  (point) => ({ point, result: 'fits', evidence: 'E3', note: point === memoPoint ? 'Clear.' : undefined }) as const,
)

const long = 'A reason of at least forty characters, as the rubric asks for it.'

/** A whole review, ready to submit. */
export const fullReview = {
  eligibility: 'yes',
  scores: { R1: 4, R2: 4, R3: 5, R4: 3, R5: 4, R6: 'na' },
  reasons: { R3: long },
  comment: 'Strong.',
  note: '',
  version: 0,
  submit: true,
} as const
