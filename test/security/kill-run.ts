import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { root } from '#test/support/cluster.js'
import type { MailWorld } from '#test/support/mail-world.js'
import { buildQueueSchema, dropQueueSchema } from '#test/support/queue/queue-schema.js'
import type { Behaviour, MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'

export interface KillPlan {
  readonly mails: number
  readonly kills: number
  readonly seed: number
  /** Done to the machines around the worker while it holds a row, before it dies. */
  readonly disturb?: (nth: number) => Promise<void>
}

/** Rows by what is known of them, held against what the mail server kept. */
export interface KillResult {
  readonly kills: number
  readonly accepted: number
  /** Rows nobody will send and no person sees, and accepted ones the server never had. */
  readonly lost: number
  /** Message-IDs the server took more than once. */
  readonly doubled: number
  readonly uncertain: {
    readonly byKill: number
    readonly byServer: number
    readonly listed: number
    readonly taken: number
  }
}

const busy = 10

/** Numbers from 0 up to 1 that repeat with the seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A slow server that refuses now and then and hangs up in the middle, with and without keeping the mail. */
function moody(random: () => number): () => Behaviour {
  const refusals = [421, 450, 451, 452]
  const places = ['sender', 'recipient', 'content'] as const
  return () => {
    const mood = random()
    const afterMs = Math.floor(random() * 25)
    if (mood < 0.2) {
      const code = refusals[Math.floor(random() * refusals.length)] ?? 450
      return { kind: 'refuse', code, at: places[Math.floor(random() * places.length)] ?? 'content' }
    }
    return mood < 0.26 ? { kind: 'drop', keeps: random() < 0.5, afterMs } : { kind: 'accept', afterMs }
  }
}

/** The worker as it really runs, to be killed. */
class Victim {
  private child?: ChildProcess

  constructor(private readonly environment: Record<string, string>) {}

  start(): void {
    const main = path.join(root, 'dist/apps/worker/src/main.js')
    const env = { PATH: process.env['PATH'], ...this.environment }
    this.child = fork(main, {
      env,
      execArgv: ['--max-semi-space-size=2'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}

const open = `state IN ('queued', 'claimed', 'handing_over', 'deferred')`
const dueNow = `state IN ('queued', 'deferred') AND due_at <= app.now()`

async function countRows(world: MailWorld, which: string): Promise<number> {
  const { rows } = await world.admin.query(`SELECT count(*)::int AS n FROM app.outbox WHERE ${which}`)
  return (rows as { n: number }[])[0]?.n ?? 0
}

async function addMails(world: MailWorld, mails: number): Promise<void> {
  for (let mail = 0; mail < mails; mail += 1) await world.mailRow(await world.applicant())
}

/** Leases end and deferred mails come due. */
const moveOn = (world: MailWorld, interval: string) =>
  world.admin.query('UPDATE app.clock SET ahead = ahead + $1::interval', [interval])

/** What the worker is doing when it dies: a row in its hands in either state, or one just settled. */
const moments = ['claimed', 'handing_over', 'accepted'] as const

/** Every step of a row is told as it is committed: asking over and over would take the processor from the worker. */
async function tellSteps(world: MailWorld): Promise<void> {
  await world.admin.query(`CREATE FUNCTION public.tell_step() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_notify('outbox_step', NEW.state); RETURN NULL; END $$`)
  await world.admin.query(`CREATE TRIGGER tell_step AFTER UPDATE OF state ON app.outbox FOR EACH ROW
    WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION public.tell_step()`)
}

/** Starts the worker and resolves once a row has come to this state under it. */
async function atMoment(world: MailWorld, victim: Victim, moment: (typeof moments)[number]): Promise<void> {
  const client = new pg.Client({ connectionString: world.database.url('postgres') })
  await client.connect()
  try {
    await client.query('LISTEN outbox_step')
    const seen = new Promise<void>((resolve) => {
      client.on('notification', ({ payload }) => void (payload === moment && resolve()))
    })
    victim.start()
    const limit = new AbortController()
    const missed = pause(30_000, undefined, { signal: limit.signal, ref: false }).then(() => {
      throw new Error(`no row became ${moment}`)
    })
    await Promise.race([seen, missed])
    limit.abort()
  } finally {
    await client.end()
  }
}

/** Kills the worker over and over while mails go out, then lets a last one finish; counts what became of each mail. */
export async function killRun(world: MailWorld, trap: MailTrap, plan: KillPlan): Promise<KillResult> {
  const random = seeded(plan.seed)
  // Any free port: another process may take a chosen one between two kills.
  const victim = new Victim(world.environment(trap.url, '0'))
  trap.behave(moody(random))
  await tellSteps(world)
  await addMails(world, plan.mails)

  try {
    await killOverAndOver(world, victim, plan, random)
    await drain(world, trap, victim)
  } finally {
    await victim.end('SIGKILL')
  }
  return judge(world, trap, plan.kills)
}

async function killOverAndOver(world: MailWorld, victim: Victim, plan: KillPlan, random: () => number): Promise<void> {
  for (let killed = 1; killed <= plan.kills; killed += 1) {
    // Each kill meets a busy worker.
    if ((await countRows(world, dueNow)) < busy) await addMails(world, busy)
    await atMoment(world, victim, moments[killed % moments.length] ?? 'claimed')
    await plan.disturb?.(killed)
    await pause(random() * 15)
    await victim.end('SIGKILL')
    await moveOn(world, '5 minutes')
  }
}

/** The queue is wiped as well: the last worker works from the outbox alone, with a server in good health. */
async function drain(world: MailWorld, trap: MailTrap, victim: Victim): Promise<void> {
  trap.behave({ kind: 'accept' })
  await dropQueueSchema(world.admin)
  await buildQueueSchema(world.database.url('app_operator'))
  await moveOn(world, '2 days')
  victim.start()
  await until('every mail has an end', async () => (await countRows(world, open)) === 0, 60_000)
  await victim.end('SIGTERM')
}

async function judge(world: MailWorld, trap: MailTrap, kills: number): Promise<KillResult> {
  const kept = new Map<string, number>()
  for (const { messageId } of trap.messages()) kept.set(messageId, (kept.get(messageId) ?? 0) + 1)
  const { rows } = await world.admin.query(
    // The worker lets go of the claim when it settles a row; a row whose worker died keeps it.
    `SELECT o.id, o.state, o.claim IS NOT NULL AS orphaned, EXISTS (SELECT 1 FROM app.staff_task t WHERE t.outbox_id = o.id AND t.kind = 'mail_uncertain') AS listed
     FROM app.outbox o`,
  )
  const all = rows as { id: string; state: string; orphaned: boolean; listed: boolean }[]
  const taken = (id: string) => kept.get(`<${id}@host.example>`) ?? 0
  const accepted = all.filter(({ state }) => state === 'accepted')
  const uncertain = all.filter(({ state }) => state === 'uncertain')
  return {
    kills,
    accepted: accepted.length,
    lost: all.length - accepted.length - uncertain.length + accepted.filter(({ id }) => taken(id) === 0).length,
    doubled: [...kept.values()].filter((times) => times > 1).length,
    uncertain: {
      byKill: uncertain.filter(({ orphaned }) => orphaned).length,
      byServer: uncertain.filter(({ orphaned }) => !orphaned).length,
      listed: uncertain.filter(({ listed }) => listed).length,
      taken: uncertain.filter(({ id }) => taken(id) > 0).length,
    },
  }
}
