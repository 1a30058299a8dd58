import type { FastifyRequest } from 'fastify'

/** `absent` looks to the caller exactly like a page that does not exist. */
export type Admission = 'admitted' | 'sign_in' | 'absent'

/** Each app's answer to: may this request use this permission? An admitted one has called `admit(request, actor)`. */
export abstract class Gate {
  abstract judge(request: FastifyRequest, permission: string): Promise<Admission>
}
