/** Seconds of processor time an act takes in this process; other work on the machine does not count. */
export function secondsOf(act: () => unknown): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)

  return (user + system) / 1e6
}
