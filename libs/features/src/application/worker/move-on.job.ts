import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'

export const moveOn = defineJob({ name: 'application.move-on', queue: 'upkeep', payload: {} })

// The move itself judges the phase again under its lock.
const sent = `
  SELECT a.id, 'open_screening' AS move FROM app.application a
  JOIN app.phase p ON p.edition_id = a.edition_id AND p.wave = a.wave AND p.kind = 'screening'
  WHERE a.state = 'submitted' AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today())`
const silent = `
  SELECT a.id, 'answer' AS move FROM app.application a JOIN app.edition e ON e.id = a.edition_id
  WHERE a.state = 'more_info' AND app.today() >= e.question_days +
    (SELECT max(h.on_day) FROM app.history h WHERE h.application_id = a.id AND h.move = 'ask')
    AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'on_hold' AND f.lifted_on IS NULL)`

/**
 * The clock's own moves: what was sent goes to screening when that phase begins, and a question nobody answered goes
 * back, marked by its author, the system; while a file is on hold the time for its question stands. Also forgets until when a withdrawal could be undone.
 */
@Handles(moveOn)
@Injectable()
export class MoveOn implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id, move } of await this.sql.query<{ id: string; move: string }>(`${sent} UNION ALL ${silent}`)) {
      await this.sql.query(`SELECT app.application_move($1, $2, 'system')`, [id, move])
    }
    await this.sql.query('SELECT app.undo_sweep()')
  }
}
