import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'

export const allowKey = 'web:allow'
export const auditedKey = 'web:audited'
export const publicRoute = 'public'

/** Who may call the route: the name of a permission, judged by the app's gate. */
export const Allow = (permission: string) => SetMetadata(allowKey, permission)

/** Open to everybody. */
export const Public = () => SetMetadata(allowKey, publicRoute)

/** The audit event a changing route leaves behind. */
export const Audited = (event: string) => SetMetadata(auditedKey, event)

interface Admitted {
  readonly actor: unknown
  readonly leave: () => void
}

const admitted = new WeakMap<FastifyRequest, Admitted>()

/** The gate's word on who is calling; handlers receive it through `@Me()`. `leave` runs once the answer is sent. */
export const admit = (request: FastifyRequest, actor: unknown, leave: () => void = () => undefined): void =>
  void admitted.set(request, { actor, leave })

/** Runs what the gate left to be done after the answer: forgetting keys. */
export const leave = (request: FastifyRequest): void => admitted.get(request)?.leave()

/** Whom the gate admitted; undefined on an open route. */
export const actorOf = (request: FastifyRequest): unknown => admitted.get(request)?.actor

export const Me = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<FastifyRequest>()),
)
