import { rmSync } from 'node:fs'
import { startRunCluster } from './cluster.js'

type Held = { testCluster?: { stop(): Promise<void> } }

/** Starts the run's cluster and makes sure it ends with the run, also when the run is cut short. */
export default async function globalSetup(): Promise<void> {
  const cluster = await startRunCluster()
  const remove = () => rmSync(cluster.folder, { recursive: true, force: true, maxRetries: 10 })
  const stop = async () => {
    await cluster.stop()
    remove()
  }
  process.once('exit', () => {
    cluster.kill()
    remove()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(1)))
  }
  const held = globalThis as Held
  held.testCluster = { stop }
}
