import { Module } from '@nestjs/common'
import { ReadAudit } from './read-audit.js'

/** The auditor's door. */
@Module({ providers: [ReadAudit], exports: [ReadAudit] })
export class AuditStaffModule {}
