import { Injectable } from '@nestjs/common'
import { roundedCount } from '#domain/application/rounded-count.js'
import { Sql } from '#platform/database/sql.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'

export const phaseNotices = defineJob({ name: 'application.phase-notices', queue: 'tasks', payload: {} })

interface BegunPhase {
  readonly edition_id: string
  readonly wave: string
  readonly kind: string
  readonly undecided: number
}

// Sending and travelling tell the person enough by themselves; what was said once is not said again.
const begun = `
  SELECT p.edition_id, p.wave, p.kind, (SELECT count(*)::int FROM app.application a WHERE a.edition_id = p.edition_id AND a.wave = p.wave
    AND a.state IN ('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board')) AS undecided
  FROM app.phase p WHERE p.kind IN ('screening', 'review', 'board', 'release') AND p.starts_on <= app.today()
    AND (p.ends_on IS NULL OR p.ends_on >= app.today())
    AND NOT EXISTS (SELECT 1 FROM app.phase_notice n WHERE n.edition_id = p.edition_id AND n.wave = p.wave AND n.phase = p.kind)`

/** Tells those who wait for a decision that their wave has entered a phase, until when it lasts and how many wait. */
@Handles(phaseNotices)
@Injectable()
export class PhaseNotices implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { edition_id: edition, wave, kind, undecided } of await this.sql.query<BegunPhase>(begun)) {
      await this.sql.query('SELECT app.phase_notify($1, $2, $3, $4)', [edition, wave, kind, roundedCount(undecided)])
    }
  }
}
