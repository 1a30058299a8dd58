import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { forget } from '#platform/vault/keys.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { paths } from '../paths.js'
import { typedReview } from '../review/review-draft.js'
import { standAt } from './address.js'
import { mayPass } from './permissions.js'

/** Session and roles as they stand at this request: a disabled account or an ended grant counts at once. */
@Injectable()
export class StaffGate extends Gate {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly cookie: SessionCookie,
    private readonly parked: ParkedPages,
  ) {
    super()
  }

  async judge(request: FastifyRequest, permission: string): Promise<Admission> {
    const session = this.cookie.read(request)
    const me = session && (await this.sessions.find(session))
    if (!me) {
      if (session && permission === 'review.save') await this.park(request, session)
      return 'sign_in'
    }
    standAt(me, request.url)
    admit(request, me, () => forget(me.holder.pair.secretKey))
    return mayPass(me, permission) ? 'admitted' : 'absent'
  }

  /** The session has ended while the reader wrote: the review is kept until they have signed in again. */
  private async park(request: FastifyRequest, session: SessionToken): Promise<void> {
    const { id: applicationId = '' } = request.params as { id?: string }
    if (request.url !== paths.reviews(applicationId)) return
    typedReview(request.body)
    if (await this.parked.park(session, { applicationId, body: request.body })) keptRequests.add(request)
  }
}

const keptRequests = new WeakSet<FastifyRequest>()

/** True when this request's review was kept though its session has ended. */
export const isKept = (request: FastifyRequest): boolean => keptRequests.has(request)
