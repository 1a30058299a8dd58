import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'

export const chainAudit = defineJob({ name: 'audit.chain', queue: 'upkeep', payload: {} })

const batch = 500

/** Links what applicants did into the chain, in order and under one lock in the database. */
@Handles(chainAudit)
@Injectable()
export class ChainAudit implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (let chained = batch; chained === batch; ) {
      const row = await this.sql.one<{ chained: number }>('SELECT audit.chain($1) AS chained', [batch])
      chained = row?.chained ?? 0
    }
  }
}
