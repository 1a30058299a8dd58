import type { FastifyRequest } from 'fastify'

/** `absent` looks to the caller exactly like a page that does not exist. */
export type Admission = 'admitted' | 'sign_in' | 'absent'

/** Each app's answer to: may this request use this permission? An admitted one has called `admit(request, actor)`. */
export abstract class Gate {
  /** False for addresses this app does not have, whatever the pattern they match (an unknown language). */
  isHere(_request: FastifyRequest): boolean {
    return true
  }

  abstract judge(request: FastifyRequest, permission: string): Promise<Admission>
}
