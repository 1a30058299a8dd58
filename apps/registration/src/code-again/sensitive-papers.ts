import { Fault } from '#platform/fault.js'
import type { Paths } from '../paths.js'

/** Papers that open only after the code was typed again, and where each is. */
const papers = {
  copy: (paths: Paths) => paths.copy,
} as const
type SensitivePapers = keyof typeof papers

/** Where to go once the code was typed. Fault `not_found` for papers there are none of: no address of others leads on. */
export function wayTo(name: string, paths: Paths): string {
  if (!Object.hasOwn(papers, name)) throw new Fault('not_found')
  return papers[name as SensitivePapers](paths)
}
