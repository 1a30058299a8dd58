import { Inject, Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { SpareBucket, takeTokens } from '#platform/database/rate-limits.js'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import { callerNetwork } from '../door/network.js'
import { WebSettings } from '../settings.js'
import { isSafe } from './safe-methods.js'

/** Stands before the doors that are open to everybody. */
export abstract class Throttle {
  /** Fault `rate_limited` for tries that come too fast. */
  abstract slow(request: FastifyRequest): Promise<void>
}

/** For an app whose open doors keep their own count. */
@Injectable()
export class NoThrottle extends Throttle {
  async slow(): Promise<void> {}
}

// For each network; generous, since a shelter or a Tor exit shares one.
const perNetwork = { size: 120, seconds: 60 }
const withoutDatabase = { size: 600, seconds: 60 }

/**
 * Counts, for each network, every change and every look at a personal link that needs no session: codes made and typed,
 * links pressed. The network goes to the database's buckets and is kept nowhere.
 */
@Injectable()
export class NetworkThrottle extends Throttle {
  private readonly spare = new SpareBucket(withoutDatabase)

  constructor(
    private readonly sql: Sql,
    @Inject(WebSettings) private readonly settings: WebSettings,
  ) {
    super()
  }

  async slow(request: FastifyRequest): Promise<void> {
    const { token } = request.params as { token?: unknown }
    if (isSafe(request) && token === undefined) return
    const bucket = { name: `network:${callerNetwork(request.raw, this.settings)}`, ...perNetwork }
    if (!(await this.spare.insteadOf(takeTokens(this.sql, [bucket])))) throw new Fault('rate_limited')
  }
}
