import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { forget } from '#platform/vault/keys.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { mayUse } from './permissions.js'

/** Session and roles as they stand at this request: a disabled account or an ended grant counts at once. */
@Injectable()
export class StaffGate extends Gate {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly cookie: SessionCookie,
  ) {
    super()
  }

  async judge(request: FastifyRequest, permission: string): Promise<Admission> {
    const session = this.cookie.read(request)
    const me = session && (await this.sessions.find(session))
    if (!me) return 'sign_in'
    admit(request, me, () => forget(me.holder.pair.secretKey))
    return mayUse(me.roles, permission) ? 'admitted' : 'absent'
  }
}
