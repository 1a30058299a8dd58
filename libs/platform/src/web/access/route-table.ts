import type { INestApplication } from '@nestjs/common'
import { RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import { Fault } from '#platform/fault.js'
import { allowKey, auditedKey } from './decorators.js'

export interface RouteRow {
  readonly handler: string
  readonly method: string
  readonly path: string
  readonly permission: string | undefined
  readonly event: string | undefined
}

type Handler = (...given: unknown[]) => unknown

/** Every route the app's controllers declare, sorted by path and method. */
export function routesOf(app: INestApplication): RouteRow[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()])
  const rows = controllers.flatMap(({ metatype }) => rowsOf(metatype as unknown as Handler))

  return rows.toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
}

/** Fault `routes_unguarded` when a route names no guard, or a changing one no audit event; its cause lists them. */
export function checkRoutes(app: INestApplication): void {
  const bad = routesOf(app).filter(
    (row) => row.permission === undefined || (row.method !== 'GET' && row.event === undefined),
  )
  if (bad.length === 0) return
  throw new Fault('routes_unguarded', { cause: new Error(bad.map((row) => row.handler).join(', ')) })
}

function rowsOf(metatype: Handler): RouteRow[] {
  const prototype = metatype.prototype as Record<string, Handler>
  const bases = pathsOf(metatype)

  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name]
    const method: unknown = handler && Reflect.getMetadata(METHOD_METADATA, handler)
    if (handler === undefined || typeof method !== 'number') return []
    const read = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, metatype)
    const row = {
      handler: `${metatype.name}.${name}`,
      method: RequestMethod[method] ?? 'ALL',
      permission: read(allowKey) as string | undefined,
      event: read(auditedKey) as string | undefined,
    }
    return bases.flatMap((base) => pathsOf(handler).map((path) => ({ ...row, path: joined(base, path) })))
  })
}

function pathsOf(target: Handler): string[] {
  const given: unknown = Reflect.getMetadata(PATH_METADATA, target)
  return Array.isArray(given) ? given.map(String) : [typeof given === 'string' ? given : '']
}

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`
