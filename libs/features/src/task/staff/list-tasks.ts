import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type TaskFilter, type TaskListRow, taskListRows } from './task-list-rows.js'
import { ownersSeen } from './task-roles.js'

/** Tasks of the edition: all for desk and coordinator, the own ones for the other roles. */
@Injectable()
export class ListTasks {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (a role that owns no tasks). */
  async run(actor: StaffActor, filter: Omit<TaskFilter, 'owners'>): Promise<Outcome<TaskListRow[], 'not_found'>> {
    const owners = ownersSeen(actor)
    if (owners?.length === 0) return refuse('not_found')
    return done(await taskListRows(this.database, actor, { ...filter, owners }))
  }
}
