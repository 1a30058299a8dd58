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

const actors = new WeakMap<FastifyRequest, unknown>()

/** The gate's word on who is calling; handlers receive it through `@Me()`. */
export const admit = (request: FastifyRequest, actor: unknown): void => void actors.set(request, actor)

export const Me = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actors.get(context.switchToHttp().getRequest<FastifyRequest>()),
)
