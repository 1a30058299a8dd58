import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export interface Shot {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Volley {
  /** Answers a second. */
  readonly rate: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers other than the expected status. */
  readonly wrong: number
}

/** Sends every shot once over a fixed number of kept-alive connections, as fast as they come back. */
export async function fire(
  port: number,
  shots: readonly Shot[],
  connections: number,
  expected: number,
): Promise<Volley> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const waits: number[] = []
  let wrong = 0
  let next = 0
  const began = performance.now()
  const one = async (): Promise<void> => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const sentAt = performance.now()
      const status = await post(agent, port, shot)
      waits.push(performance.now() - sentAt)
      if (status !== expected) wrong += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  waits.sort((a, b) => a - b)

  return { rate: shots.length / seconds, p50Ms: at(waits, 0.5), p99Ms: at(waits, 0.99), wrong }
}

/** Sends shots at a steady rate whatever the answers take; the time of each counts from when it was due. */
export async function fireAt(
  port: number,
  shots: readonly Shot[],
  perSecond: number,
  expected: number,
): Promise<Volley> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const waits: number[] = []
  let wrong = 0
  const began = performance.now()
  const one = async (shot: Shot, i: number): Promise<void> => {
    const dueAt = began + (i * 1000) / perSecond
    await pause(Math.max(0, dueAt - performance.now()))
    if ((await post(agent, port, shot)) !== expected) wrong += 1
    waits.push(performance.now() - dueAt)
  }
  await Promise.all(shots.map(one))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  waits.sort((a, b) => a - b)

  return { rate: shots.length / seconds, p50Ms: at(waits, 0.5), p99Ms: at(waits, 0.99), wrong }
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0

function post(agent: Agent, port: number, shot: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: 'POST',
        path: shot.path,
        headers: { ...shot.headers, 'content-length': Buffer.byteLength(shot.body) },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    sent.on('error', reject)
    sent.end(shot.body)
  })
}
