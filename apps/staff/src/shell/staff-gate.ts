import { Injectable } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { CompareExclusions } from '#features/vetting/staff/conflict/compare-exclusions.js'
import { forget } from '#platform/vault/keys.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { toKeep } from './kept-text.js'
import { standAt } from './address.js'
import { mayPass } from './permissions.js'

/** Session and roles as they stand at this request: a disabled account or an ended grant counts at once. */
@Injectable()
export class StaffGate extends Gate {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly cookie: SessionCookie,
    private readonly parked: ParkedPages,
    private readonly compare: CompareExclusions,
  ) {
    super()
  }

  /** What came since is compared with excluded countries before anything of this request is shown. */
  async judge(request: FastifyRequest, permission: string, reply: FastifyReply): Promise<Admission> {
    const session = this.cookie.read(request)
    const me = session && (await this.sessions.find(session))
    if (!me) {
      if (session) await this.park(request, session, permission)
      return 'sign_in'
    }
    if (!me.session.hash.equals(session.hash)) this.cookie.set(reply, me.session)
    standAt(me, request.url)
    admit(request, me, () => forget(me.holder.pair.secretKey))
    if (!mayPass(me, permission)) return 'absent'
    if (me.hasToCompare) await this.compare.run(me)
    return 'admitted'
  }

  /** The session has ended while somebody wrote: what they wrote is kept until they have signed in again. */
  private async park(request: FastifyRequest, session: SessionToken, permission: string): Promise<void> {
    const kept = toKeep(request, permission)
    if (kept && (await this.parked.park(session, { path: kept.path, body: request.body })))
      keptRequests.set(request, kept.as)
  }
}

const keptRequests = new WeakMap<FastifyRequest, 'kept' | 'typed'>()

/** What of this request was kept though its session has ended: a review, or something else that was written. */
export const keptOf = (request: FastifyRequest): 'kept' | 'typed' | undefined => keptRequests.get(request)
