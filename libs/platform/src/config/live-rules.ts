import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '#platform/fault.js'
import { localPaths } from '#platform/vault/local-keys.js'

export interface LiveFacts {
  readonly MODE: 'local' | 'live' | 'test'
  readonly KEY_DIRECTORY: string
  readonly REGISTRATION_HOSTS?: readonly string[]
  readonly STAFF_HOST?: readonly string[]
  readonly EXIT_URL?: string
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.|0\.0\.0\.0|\[)/i.test(host)

/**
 * What a live process refuses to start with: keys made for practice, a root key on the host, hosts that cannot be
 * https, one registration host only. Fault `live_rules`, whose cause names the variables and prints no value.
 */
export function checkLiveRules(facts: LiveFacts, directoryMode: 'local' | 'live'): void {
  if (facts.MODE !== 'live') return
  const { root, signIns } = localPaths(dirname(facts.KEY_DIRECTORY))
  const hosts = [...(facts.REGISTRATION_HOSTS ?? []), ...(facts.STAFF_HOST ?? [])]
  const broken = [
    directoryMode === 'local' && 'KEY_DIRECTORY is a practice one',
    (existsSync(root) || existsSync(signIns)) && 'KEY_DIRECTORY has private keys beside it',
    facts.REGISTRATION_HOSTS && facts.REGISTRATION_HOSTS.length < 2 && 'REGISTRATION_HOSTS names fewer than two',
    hosts.some(isThisMachine) && 'REGISTRATION_HOSTS or STAFF_HOST names this machine, which has no https',
    facts.EXIT_URL?.startsWith('http:') && 'EXIT_URL is not https',
  ].filter((text) => typeof text === 'string')
  if (broken.length > 0) throw new Fault('live_rules', { cause: new Error(broken.join('; ')) })
}

/** https wherever it is not this machine practising or testing. */
export const schemeOf = ({ MODE }: Pick<LiveFacts, 'MODE'>): 'http' | 'https' => (MODE === 'live' ? 'https' : 'http')
