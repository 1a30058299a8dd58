/** Stops the run's cluster and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  const held = globalThis as { testCluster?: { stop(): Promise<void> } }
  await held.testCluster?.stop()
}
