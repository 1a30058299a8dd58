import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { seeFile, type SeenFile } from './see-file.js'

/** The plain facts of one file, nothing opened. */
@Injectable()
export class FindFile {
  constructor(private readonly database: Database) {}

  /** Null for absent and forbidden alike. */
  run(actor: StaffActor, applicationId: string): Promise<SeenFile | null> {
    return seeFile(this.database, actor, applicationId)
  }
}
