import type { ReadVersion } from '#features/application/staff/file-versions.js'

/** Number of the newest version of the profile this reader has open; 1 is what was sent. */
export const profileNumber = (versions: readonly ReadVersion[]): number =>
  versions.findLast(({ said }) => 'profile' in said)?.number ?? 1
