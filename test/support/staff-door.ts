import type { Role } from '#domain/lifecycle.js'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { ListApplications } from '#features/application/staff/list-applications.js'
import { MoveFile } from '#features/application/staff/move-file.js'
import { OpenApplication } from '#features/application/staff/open-application.js'
import { AlikeFiles } from '#features/application/staff/screening/alike-files.js'
import { AnswerEligibility } from '#features/application/staff/screening/answer-eligibility.js'
import { Passing } from '#features/application/staff/screening/passing.js'
import { EditionIndex } from '#features/application/staff/search/edition-index.js'
import { WorkFactIndex } from '#features/application/staff/search/work-facts.js'
import { WorkingSets } from '#features/application/staff/search/working-sets.js'
import { ShareChanges } from '#features/application/staff/share-changes.js'
import { AnswerApproval } from '#features/decision/staff/answer-approval.js'
import { DecisionMemos } from '#features/decision/staff/decision-memos.js'
import { PendingDecisions } from '#features/decision/staff/pending-decisions.js'
import { ProposeDecision } from '#features/decision/staff/propose-decision.js'
import { ReleaseWave } from '#features/decision/staff/release-wave.js'
import { SecondDecision } from '#features/decision/staff/second-decision.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { AnswerConflict } from '#features/vetting/staff/answer-conflict.js'
import { AssignReader } from '#features/vetting/staff/assign-reader.js'
import { ConfirmReview } from '#features/vetting/staff/confirm-review.js'
import { ReadReviews } from '#features/vetting/staff/read-reviews.js'
import { Abstain } from '#features/vetting/staff/reading/abstain.js'
import { AskOpinion } from '#features/vetting/staff/reading/ask-opinion.js'
import { GiveOpinion } from '#features/vetting/staff/reading/give-opinion.js'
import { HandOverReviews } from '#features/vetting/staff/reading/hand-over-reviews.js'
import { OwnReading } from '#features/vetting/staff/reading/own-reading.js'
import { ReopenReview } from '#features/vetting/staff/reading/reopen-review.js'
import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { ShareReview } from '#features/vetting/staff/reading/share-review.js'
import { JudgeHarm } from '#features/vetting/staff/desk/judge-harm.js'
import { PassDocument } from '#features/vetting/staff/desk/pass-document.js'
import { RecordCheck } from '#features/vetting/staff/record-check.js'
import { SaveReview } from '#features/vetting/staff/save-review.js'
import { Audit } from '#platform/audit/audit.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import { Clock } from '#platform/clock/clock.js'
import { Keyring } from '#platform/vault/keyring.js'
import { newSessionToken } from '#platform/vault/session-box.js'
import type { World } from './world.js'

/** The use-cases behind the staff pages, over one world. */
export async function staffDoor(world: World) {
  const database = await world.as('app_staff')
  const audit = new Audit(database)
  const keyring = new Keyring(database, world.directory, audit)
  const share = new ShareChanges(database, keyring, audit)
  const handOver = new HandOverReviews(database, keyring, audit)
  const assign = new AssignReader(database, keyring, world.directory, new GuessPairs(database, keyring), audit)
  const sets = new WorkingSets(
    database,
    new EditionIndex(database),
    new WorkFactIndex(database),
    keyring,
    new SessionMemory(new Clock()),
  )
  const alike = new AlikeFiles(database, sets)
  return {
    database,
    keyring,
    list: new ListApplications(database, keyring),
    open: new OpenApplication(database, keyring, share),
    share,
    alike,
    compare: new CompareFiles(database, alike, audit),
    eligibility: new AnswerEligibility(database, audit),
    move: new MoveFile(database, new Passing(alike)),
    conflict: new AnswerConflict(database, keyring, world.directory, audit),
    assign,
    askOpinion: new AskOpinion(database, keyring, assign),
    giveOpinion: new GiveOpinion(database, audit),
    shareReview: new ShareReview(database, keyring, world.directory, audit),
    review: new SaveReview(database, keyring, world.directory, audit),
    abstain: new Abstain(database, keyring, world.directory, audit),
    reading: new OwnReading(database, handOver),
    reopen: new ReopenReview(database, audit),
    confirm: new ConfirmReview(database, audit),
    reviews: new ReadReviews(database, keyring, handOver),
    check: new RecordCheck(database, audit, keyring, world.directory),
    pass: new PassDocument(database, audit, keyring, world.directory),
    harm: new JudgeHarm(database, audit, keyring, world.directory),
    propose: new ProposeDecision(database, audit, new DecisionMemos(database, keyring, world.directory)),
    second: new SecondDecision(database, audit),
    release: new ReleaseWave(database, audit),
    answers: new AnswerApproval(database, audit, new StepUpWindow(database)),
    pending: new PendingDecisions(database),
  }
}

/** The definition test met, as a coordinator says it before a file passes. */
export const insideDeclaration = {
  for_others: 'yes',
  universality: 'yes',
  peaceful: 'yes',
  reason: 'own_words',
} as const

/**
 * Passes a file on as a coordinator does: found inside the definition, told apart from any that looks like it, and with a
 * reason where something is missing.
 */
export async function passScreening(
  { compare, eligibility, move }: Awaited<ReturnType<typeof staffDoor>>,
  coordinator: StaffActor,
  file: { readonly id: string; readonly version: number },
) {
  const step = { move: 'pass', version: file.version } as const
  const pass = async () => {
    const outcome = await move.run(coordinator, file.id, step)
    if (outcome.ok || outcome.code !== 'parts_missing') return outcome
    return move.run(coordinator, file.id, { ...step, reason: 'known_otherwise' })
  }
  await eligibility.run(coordinator, file.id, insideDeclaration)
  const outcome = await pass()
  if (outcome.ok || outcome.code !== 'duplicate_undecided') return outcome
  for (const { first, second } of (await compare.of(coordinator, file.id)).pairs) {
    await compare.judge(coordinator, { first: first.id, second: second.id }, 'different')
  }
  return pass()
}

/** A colleague as a live session has them: roles as the database says. */
export async function actorOf(world: World, login: string): Promise<StaffActor> {
  const holder = await world.holder(login)
  const roles = await world.operator.query<{ role: Role }>(
    'SELECT role FROM app.staff_role WHERE account_id = $1 ORDER BY role',
    [holder.accountId],
  )
  return {
    accountId: holder.accountId,
    login,
    displayName: login,
    zone: 'Europe/Stockholm',
    editionId: world.editionId,
    roles: roles.map((row) => row.role),
    keeperOf: [],
    holder,
    session: newSessionToken(),
    stepUp: null,
  }
}
