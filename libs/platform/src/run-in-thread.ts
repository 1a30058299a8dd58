import { Worker } from 'node:worker_threads'
import { Fault } from './fault.js'

export interface ThreadWork {
  /** Path of the script, which posts one message and ends. */
  readonly script: string
  /** Copied into the thread as its `workerData`. */
  readonly job: unknown
  /** Thrown when the thread ends without an answer or takes too long. */
  readonly fault: string
  readonly patienceMs: number
}

/** Answers what the script posts, computed outside the thread that answers requests. Nothing is kept, no environment given. */
export async function runInThread<T>({ script, job, fault, patienceMs }: ThreadWork): Promise<T> {
  const thread = new Worker(script, { workerData: job, env: {}, execArgv: [] })
  const limit = setTimeout(() => void thread.terminate(), patienceMs)
  try {
    return await new Promise<T>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('thread_ended')))
    })
  } catch (cause) {
    throw new Fault(fault, { cause })
  } finally {
    clearTimeout(limit)
    await thread.terminate()
  }
}
