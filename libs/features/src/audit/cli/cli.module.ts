import { Module } from '@nestjs/common'
import { VerifyAudit } from './verify-audit.js'

@Module({ providers: [VerifyAudit], exports: [VerifyAudit] })
export class AuditCliModule {}
