import type { QueryRunner } from 'typeorm'
import { codeCaseLifecycle } from '#domain/application/code-case.js'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { journeyLifecycle } from '#domain/journey/lifecycle.js'
import { type Lifecycle, moveRows } from '#domain/lifecycle.js'
import { nominationLifecycle } from '#domain/nomination/lifecycle.js'
import { outboxStates } from '#domain/outbox/lifecycle.js'
import { referenceLifecycle } from '#domain/reference/lifecycle.js'
import { taskLifecycle } from '#domain/task/lifecycle.js'
import { visaCaseLifecycle } from '#domain/visa/lifecycle.js'

/** Subjects whose states the database checks and moves; the table that carries each. */
export const lifecycles: Readonly<Record<string, Lifecycle>> = {
  application: applicationLifecycle,
  visa_case: visaCaseLifecycle,
  journey: journeyLifecycle,
  task: taskLifecycle,
  reference: referenceLifecycle,
  nomination: nominationLifecycle,
  code_case: codeCaseLifecycle,
}

/** Rewrites move rows and CHECK constraints from the tables in code. */
export async function syncLifecycles(runner: QueryRunner): Promise<void> {
  await runner.query('DELETE FROM app.lifecycle_move')
  await runner.query('DELETE FROM app.lifecycle_state')
  for (const [subject, lifecycle] of Object.entries(lifecycles)) {
    await insertRows(runner, subject, lifecycle)
    await checkStates(runner, subject, Object.keys(lifecycle))
  }
  await checkStates(runner, 'outbox', outboxStates)
}

async function insertRows(runner: QueryRunner, subject: string, lifecycle: Lifecycle): Promise<void> {
  for (const [state, row] of Object.entries(lifecycle)) {
    await runner.query('INSERT INTO app.lifecycle_state VALUES ($1, $2, $3)', [subject, state, row.holdsPlace])
  }
  for (const row of moveRows(lifecycle)) {
    await runner.query('INSERT INTO app.lifecycle_move VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      subject,
      row.from,
      row.move,
      row.to,
      row.by,
      row.second,
      row.message,
      row.reason,
      row.proposedBy,
      row.unreachedBy,
      row.restrictedBy,
    ])
  }
}

async function checkStates(runner: QueryRunner, subject: string, states: readonly string[]): Promise<void> {
  const list = states.map((state) => `'${state}'`).join(', ')
  await runner.query(`ALTER TABLE app.${subject} DROP CONSTRAINT IF EXISTS ${subject}_state`)
  await runner.query(`ALTER TABLE app.${subject} ADD CONSTRAINT ${subject}_state CHECK (state IN (${list}))`)
}
