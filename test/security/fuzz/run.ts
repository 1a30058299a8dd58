import { routesOf } from '#platform/web/access/route-table.js'
import type { Registration } from '#test/support/web/registration.js'
import type { World } from '#test/support/world.js'
import { type Aim, aimsFor } from './aims.js'
import { type Caller, callerIn, formTokenOf, states, tokenTextOf } from './callers.js'
import { Dice } from './dice.js'
import type { Ground } from './guests.js'
import { injected, mark } from './hostile.js'
import { mutatedFields, formBytes, jsonBytes, mutatedJson } from './mutate-values.js'
import { mutatedWire } from './mutate-wire.js'
import { sampleOf } from './schema-sample.js'
import { type Fields, fire, type Hit, type Shot } from './shot.js'
import { apiDocument } from '#apps/registration/src/api/document.js'
import { watchedApp, type WatchedApp } from './watched-app.js'

/** What became of a storm of unfit requests. */
export interface Storm {
  readonly requests: number
  readonly seconds: number
  /** How often each status came back; 0 is a connection closed without one. */
  readonly statuses: Readonly<Record<number, number>>
  /** Rows of the route table no request was aimed at. */
  readonly untouched: readonly string[]
  /** `500 POST /:lang/sign-in draft`, with the seed and number that give it again. */
  readonly failed: readonly string[]
  /** Took over a second, and over a second again when repeated. */
  readonly slow: readonly string[]
  readonly slowestMs: number
  /** Answers with a header only the request can have written. */
  readonly injections: readonly string[]
  /** Lines of the log that hold anything of a request. */
  readonly leaks: readonly string[]
  readonly isAlive: boolean
  readonly peakMib: number
}

export interface StormSize {
  readonly requests: number
  readonly seed: number
}

const atOnce = 8
const renewedEvery = 60

/** A public app of its own, with everything in it that can be aimed at: found once, stormed as often as wanted. */
export interface Target {
  /** Storms the app in every state, and looks at what it answered, wrote and weighed. */
  storm(size: StormSize): Promise<Storm>
  stop(): Promise<void>
}

export async function targetOn(world: World, registration: Registration): Promise<Target> {
  // Limits are attacked elsewhere; here they would keep most requests from the code behind them.
  await world.operator.query(`CREATE OR REPLACE FUNCTION app.rate_take(p_name text, p_size integer, p_seconds integer) RETURNS boolean
    LANGUAGE sql AS $$ SELECT true $$`)
  const ground = { world, sql: world.sql('app_registration') }
  const running = await watchedApp(world)
  const { app } = registration
  const aims = new Map<string, readonly Aim[]>()
  try {
    for (const state of states) aims.set(state, await aimsFor(app, running, await callerIn(ground, state)))
  } catch (error) {
    await running.stop()
    throw error
  }

  return {
    storm: (size) => new Attack(ground, registration, running, aims).run(size),
    stop: () => running.stop(),
  }
}

class Attack {
  private readonly callers = new Map<string, { caller: Caller; left: number }>()
  private readonly statuses: Record<number, number> = {}
  private readonly touched = new Set<string>()
  private readonly failed: string[] = []
  private readonly slow: string[] = []
  private readonly injections: string[] = []
  private readonly components: Readonly<Record<string, unknown>>
  private slowestMs = 0
  private peakMib = 0

  constructor(
    private readonly ground: Ground,
    private readonly registration: Registration,
    private readonly running: WatchedApp,
    private readonly aims: ReadonlyMap<string, readonly Aim[]>,
  ) {
    this.components = { ...apiDocument(registration.app).components?.schemas }
  }

  async run({ requests, seed }: StormSize): Promise<Storm> {
    const { app } = this.registration
    const dice = new Dice(seed)
    const began = performance.now()
    for (let nth = 0; nth < requests; nth += atOnce) {
      const count = Math.min(atOnce, requests - nth)
      const shots: Shot[] = []
      for (let i = 0; i < count; i += 1) shots.push(await this.shot(nth + i, dice))
      await Promise.all(shots.map((shot, i) => this.take(shot, `seed ${seed} number ${nth + i}`)))
      this.peakMib = Math.max(this.peakMib, this.running.residentMib())
    }

    return {
      requests,
      seconds: (performance.now() - began) / 1000,
      statuses: this.statuses,
      untouched: routesOf(app)
        .map(({ method, path }) => `${method} ${path}`)
        .filter((route) => !this.touched.has(route)),
      failed: this.failed,
      slow: this.slow,
      slowestMs: Math.round(this.slowestMs),
      injections: this.injections,
      leaks: this.running.output
        .join('')
        .split('\n')
        .filter((line) => line.includes(mark)),
      isAlive: this.running.isAlive(),
      peakMib: Math.round(this.peakMib),
    }
  }

  /** States and their aims in turn, so that all are met; what is done to each is drawn. */
  private async shot(nth: number, dice: Dice): Promise<Shot> {
    const state = states[nth % states.length] ?? 'nobody'
    const aims = this.aims.get(state) ?? []
    const turn = Math.floor(nth / states.length)
    const aim = turn < aims.length ? aims[turn] : dice.pick(aims)
    if (!aim) throw new Error(`nothing to aim at as ${state}`)
    const plain = this.plain(aim, await this.caller(state), dice)

    return dice.chance(0.35) ? mutatedWire(plain, dice) : plain
  }

  private async caller(state: string): Promise<Caller> {
    const held = this.callers.get(state)
    if (held && held.left > 0) {
      held.left -= 1
      return held.caller
    }
    const caller = await callerIn(this.ground, state)
    this.callers.set(state, { caller, left: renewedEvery })
    return caller
  }

  private plain(aim: Aim, caller: Caller, dice: Dice): Shot {
    const { route, method, target } = aim
    this.touched.add(route)
    const shot = { route, method, target, state: caller.state }
    const token = tokenTextOf(caller)
    const cookie: Fields = token ? [['cookie', `form=${token}`]] : []
    if (aim.kind === 'look') return { ...shot, headers: cookie, body: null }
    const origin = `http://${this.running.host}`
    if (aim.kind === 'form') {
      const type = 'application/x-www-form-urlencoded'
      return {
        ...shot,
        headers: [...cookie, ['origin', origin], ['content-type', type]],
        body: formBody(aim, caller, dice),
      }
    }
    const bearer: Fields = token ? [['authorization', `Bearer ${token}`]] : []
    const conditional: Fields = method === 'PUT' ? [['if-match', `"${dice.below(3)}"`]] : []
    const headers: Fields = [...bearer, ...conditional, ['content-type', 'application/json']]
    return { ...shot, headers, body: method === 'GET' ? null : this.apiBody(aim, dice) }
  }

  private apiBody({ schema }: { readonly schema: unknown }, dice: Dice): Buffer {
    const value = schema === undefined ? {} : sampleOf(schema, this.components, dice)
    return jsonBytes(dice.chance(0.75) ? mutatedJson(value, dice) : value, dice)
  }

  private async take(shot: Shot, which: string): Promise<void> {
    const first = await this.fire(shot)
    const what = `${first.status} ${shot.method} ${shot.route} ${shot.state}, ${which}`
    this.statuses[first.status] = (this.statuses[first.status] ?? 0) + 1
    if (first.status >= 500) this.failed.push(what)
    if (first.head.toLowerCase().includes(`\n${injected}`)) this.injections.push(what)
    if (first.ms > 1000 && (await this.fire(shot)).ms > 1000) this.slow.push(what)
    else this.slowestMs = Math.max(this.slowestMs, Math.min(first.ms, 1000))
    const isOver = first.status === 401 || first.location.includes('/sign-in')
    if (isOver) this.callers.delete(shot.state)
  }

  private fire(shot: Shot): Promise<Hit> {
    return fire(this.running.port, this.running.host, shot)
  }
}

function formBody({ form }: Extract<Aim, { kind: 'form' }>, caller: Caller, dice: Dice): Buffer {
  const fields = [...form.controls].flatMap(([name, values]): Fields => {
    if (name === 'form_token') return [[name, formTokenOf(caller)]]
    return dice.chance(0.85) ? [[name, dice.pick(values)]] : []
  })
  return formBytes(dice.chance(0.75) ? mutatedFields(fields, dice) : fields, dice)
}
