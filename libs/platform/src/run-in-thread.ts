import { type ResourceLimits, Worker } from 'node:worker_threads'
import { Fault } from './fault.js'

export interface ThreadWork<T> {
  /** Path of the script, which posts its answer and ends. */
  readonly script: string
  /** Copied into the thread as its `workerData`. */
  readonly job: unknown
  /** Thrown when the thread ends without an answer, takes too long or is stopped. */
  readonly fault: string
  readonly patienceMs: number
  /** The answer in a message, undefined in one that tells how far the thread is; absent: the first message is the answer. */
  readonly answerIn?: (message: unknown) => T | undefined
  readonly stop?: AbortSignal
  readonly resourceLimits?: ResourceLimits
}

/** Answers what the script posts, computed outside the thread that answers requests. Nothing is kept, no environment given. */
export async function runInThread<T>(work: ThreadWork<T>): Promise<T> {
  const { script, job, fault, patienceMs, answerIn = (message) => message as T, stop, resourceLimits } = work
  const thread = new Worker(script, {
    workerData: job,
    env: {},
    execArgv: [],
    ...(resourceLimits && { resourceLimits }),
  })
  const end = () => void thread.terminate()
  const limit = setTimeout(end, patienceMs)
  stop?.addEventListener('abort', end)
  try {
    return await new Promise<T>((resolve, reject) => {
      thread.on('message', (message) => {
        const answer = answerIn(message)
        if (answer !== undefined) resolve(answer)
      })
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('thread_ended')))
    })
  } catch (cause) {
    throw new Fault(fault, { cause })
  } finally {
    clearTimeout(limit)
    stop?.removeEventListener('abort', end)
    await thread.terminate()
  }
}
