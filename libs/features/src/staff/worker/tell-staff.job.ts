import { Injectable } from '@nestjs/common'
import { compartments } from '#domain/compartment.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { Directory } from '#platform/vault/directory.js'
import { tellStaff } from '../jobs.js'
import { endsSoon } from '../key-end.js'
import { keepingNow } from '../keeping.js'
import { unreadyEditions } from './unready-editions.js'

interface KeyRow {
  readonly id: string
  readonly public_key: Buffer
}

const fewestKeepers = 2

/** What waits in the life of the staff becomes a task of who must act, and ends by itself once it is done. */
@Handles(tellStaff)
@Injectable()
export class TellStaff implements JobHandler {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  async run(): Promise<void> {
    const rows = await this.sql.query<KeyRow>(
      `SELECT id, public_key FROM app.staff_account WHERE state <> 'disabled' AND public_key IS NOT NULL`,
    )
    const signed = rows.filter(({ id, public_key: key }) => this.directory.signedStaffKey(id)?.equals(key))
    const annexed = signed.filter(({ id }) => this.directory.lastDayOf(id) !== undefined).map(({ id }) => id)
    const values = [
      signed.length < rows.length,
      annexed.some((id) => endsSoon(this.directory, id)),
      await this.hasFewKeepers(),
      annexed,
    ]
    await this.sql.query('SELECT app.staff_life_tell($1, $2, $3, $4)', values)
    await this.sql.query('SELECT app.phases_tell($1)', [await unreadyEditions(this.sql, this.directory)])
  }

  private async hasFewKeepers(): Promise<boolean> {
    const keeping = await keepingNow(this.sql, this.directory)
    return compartments.some((name) => {
      const keepers = keeping.filter(({ compartment }) => compartment === name).map(({ accountId }) => accountId)
      return new Set(keepers).size < fewestKeepers
    })
  }
}
