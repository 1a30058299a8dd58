import { dirname } from 'node:path'
import * as application from '#features/application/cli/door.js'
import * as decision from '#features/decision/cli/door.js'
import * as journey from '#features/journey/cli/door.js'
import * as staff from '#features/staff/cli/door.js'
import * as task from '#features/task/cli/door.js'
import * as vetting from '#features/vetting/cli/door.js'
import * as visa from '#features/visa/cli/door.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { demoEnvironment } from '#platform/config/app-environments.js'
import { Database } from '#platform/database/database.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'

/** The use-cases of every door, each on the connection of its own role. */
export async function openDoors(environment = demoEnvironment()) {
  const keyFolder = dirname(environment.KEY_DIRECTORY)
  const directory = new Directory(localPaths(keyFolder).directory, localRootKey(keyFolder))
  const publicSql = new Sql(environment.REGISTRATION_DATABASE_URL, 4)
  const workerSql = new Sql(environment.WORKER_DATABASE_URL, 2)
  const database = await Database.open(environment.STAFF_DATABASE_URL)
  const close = () => Promise.all([publicSql.close(), workerSql.close(), database.source.destroy()])

  return {
    keyFolder,
    directory,
    close,
    applicant: applicantDoor(publicSql, directory),
    staff: staffDoor(database, directory),
    recompute: new task.RecomputeTasks(workerSql),
  }
}
export type Doors = Awaited<ReturnType<typeof openDoors>>

function applicantDoor(sql: Sql, directory: Directory) {
  const sessions = new application.OwnSessions(sql)
  const drafts = new application.OwnDrafts(sql)
  const call = new application.ReadOpenCall(sql, new Clock())
  return {
    sessions,
    call,
    begin: new application.BeginApplication(sql, sessions, drafts),
    signIn: new application.SignInWithCode(sql),
    save: new application.SaveSection(drafts, new Clock()),
    submit: new application.SubmitApplication(sql, drafts, directory, call),
    move: new application.MoveOwnApplication(sql),
    identity: new journey.SaveIdentity(directory, sql),
  }
}

/** What staff may do, on the connection given. */
export function staffDoor(database: Database, directory: Directory) {
  const audit = new Audit(database)
  const clock = new Clock()
  const keyring = new Keyring(database, directory, audit)
  const cases = new visa.ReadVisaCase(database)
  const openCase = new visa.OpenVisaCase(cases, new staff.StepUpWindow(database), keyring)
  const sets = new application.WorkingSets(
    database,
    new application.EditionIndex(database),
    new application.WorkFactIndex(database),
    keyring,
    new staff.SessionMemory(clock),
  )
  const alike = new application.AlikeFiles(database, sets)
  return {
    database,
    audit,
    clock,
    keyring,
    signIn: new staff.SignInStaff(database, audit, clock),
    sessions: new staff.StaffSessions(database, audit),
    stepUp: new staff.StepUp(database, audit, clock),
    compare: new application.CompareFiles(database, alike, audit),
    eligibility: new application.AnswerEligibility(database, audit),
    move: new application.MoveFile(database, new application.Passing(alike)),
    assign: new vetting.AssignReader(database, keyring, directory, new vetting.GuessPairs(database, keyring), audit),
    conflict: new vetting.AnswerConflict(database, keyring, directory, audit),
    review: new vetting.SaveReview(database, keyring, directory, audit),
    ...checklist(database, audit, keyring, directory),
    propose: new decision.ProposeDecision(database, audit, new decision.DecisionMemos(database, keyring, directory)),
    second: new decision.SecondDecision(database, audit),
    release: new decision.ReleaseWave(database, audit),
    cases,
    openCase,
    confirm: new visa.ConfirmAssessment(openCase, database, directory, keyring),
    step: new visa.RecordVisaStep(cases, database),
  }
}

const checklist = (database: Database, audit: Audit, keyring: Keyring, directory: Directory) => ({
  check: new vetting.RecordCheck(database, audit, keyring, directory),
  pass: new vetting.PassDocument(database, audit, keyring, directory),
  harm: new vetting.JudgeHarm(database, audit, keyring, directory),
  look: new vetting.LookAtFinding(database, audit),
})
