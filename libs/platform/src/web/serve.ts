import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import cookies from '@fastify/cookie'
import type { DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { fastifyLog } from '#platform/log/fastify-log.js'
import { Log } from '#platform/log/log.js'
import { NestLog } from '#platform/log/nest-log.js'
import { leave } from './access/decorators.js'
import { checkRoutes } from './access/route-table.js'
import { CalmFilter, routeOf } from './answer/calm-filter.js'
import { type Asset, serveAssets } from './door/asset.js'
import { acceptBodies, bodyLimitBytes } from './door/body.js'
import { compressPages } from './door/compress.js'
import { frontDoor } from './door/front-door.js'
import type { WebSettings } from './settings.js'

/** Node's defaults hold 400 slow connections to the end; these close them all. */
function timedServer(settings: WebSettings, handler: RequestListener) {
  const limits = {
    headersTimeout: 6000,
    requestTimeout: settings.requestSeconds * 1000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 5000,
  }
  const server = createServer(limits, frontDoor(settings, handler))
  server.maxConnections = 2000
  return server
}

export interface WebApp {
  readonly settings: WebSettings
  readonly assets: readonly Asset[]
  /** Standard output unless a test reads along. */
  readonly logTo?: { write(line: string): void }
  /** Builds the app's root module around the log of its server. */
  readonly module: (log: Log) => DynamicModule
  /** What to let go once the app has closed: connections it was given. */
  readonly close?: () => Promise<void>
}

/** The app, ready to listen. Faults `routes_unguarded` at boot; what the modules throw comes through as it is. */
export async function openWeb({ settings, assets, module, logTo, close }: WebApp): Promise<NestFastifyApplication> {
  let filter: CalmFilter | undefined
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: true,
    logger: { ...fastifyLog, ...(logTo && { stream: logTo }) },
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomBytes(6).toString('hex'),
    serverFactory: (handler: RequestListener) => timedServer(settings, handler),
    frameworkErrors: (_: Error, request: FastifyRequest, reply: FastifyReply) =>
      filter?.answer(Object.assign(new Error('unreadable address'), { statusCode: 404 }), request, reply),
  })
  const server = adapter.getInstance()
  const log = new Log(server.log)
  await prepare(server, log, assets)
  if (close) server.addHook('onClose', close)
  const app = await NestFactory.create<NestFastifyApplication>(module(log), adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  })
  filter = app.get(CalmFilter)
  checkRoutes(app)
  await app.init()

  return app
}

async function prepare(server: FastifyInstance, log: Log, assets: readonly Asset[]): Promise<void> {
  await server.register(cookies)
  acceptBodies(server)
  compressPages(server)
  serveAssets(server, assets)
  server.addHook('onResponse', async (request, reply) => {
    leave(request)
    const durationMs = Math.round(reply.elapsedTime)
    const { method, id: requestId } = request
    log.info({ code: 'answered', method, route: routeOf(request), status: reply.statusCode, durationMs, requestId })
  })
}

/** Loopback only: a proxy on the same machine stands before a live process. Resolves once the port answers. */
export async function serve(web: WebApp, port: number): Promise<NestFastifyApplication> {
  const app = await openWeb(web)
  await app.listen(port, '127.0.0.1')
  const close = () => void app.close().then(() => process.exit(0))
  process.once('SIGTERM', close).once('SIGINT', close)

  return app
}
