import type { FastifyReply, FastifyRequest } from 'fastify'

/** `absent` looks to the caller exactly like a page that does not exist. */
export type Admission = 'admitted' | 'sign_in' | 'absent'

/** Each app's answer to: may this request use this permission? An admitted one has called `admit(request, actor)`. */
export abstract class Gate {
  /** False for addresses this app does not have, whatever the pattern they match (an unknown language). */
  isHere(_request: FastifyRequest): boolean {
    return true
  }

  /** `reply`: for a cookie that is renewed with this request. */
  abstract judge(request: FastifyRequest, permission: string, reply: FastifyReply): Promise<Admission>
}
