import { Fault } from '#platform/fault.js'

export interface LiveFacts {
  readonly MODE: 'local' | 'live' | 'test'
  readonly REGISTRATION_HOSTS?: readonly string[]
  readonly STAFF_HOST?: readonly string[]
  readonly EXIT_URL?: Readonly<Record<string, string>>
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.|0\.0\.0\.0|\[)/i.test(host)

/**
 * What a live web process refuses to start with, beside the key rules of the vault: hosts that cannot be https, fewer
 * than two registration hosts. Fault `live_rules`, whose cause names the variables and prints no value.
 */
export function checkLiveRules(facts: LiveFacts): void {
  if (facts.MODE !== 'live') return
  const { REGISTRATION_HOSTS: hosts, STAFF_HOST: staffHosts, EXIT_URL: exits = {} } = facts
  const broken = [
    hosts && hosts.length < 2 && 'REGISTRATION_HOSTS names fewer than two',
    hosts?.some(isThisMachine) && 'REGISTRATION_HOSTS names this machine, which has no https',
    staffHosts?.some(isThisMachine) && 'STAFF_HOST names this machine, which has no https',
    Object.values(exits).some((exit) => exit.startsWith('http:')) && 'EXIT_URL is not https',
  ].filter((text) => typeof text === 'string')
  if (broken.length > 0) throw new Fault('live_rules', { cause: new Error(broken.join('; ')) })
}

/** https wherever it is not this machine practising or testing. */
export const schemeOf = ({ MODE }: Pick<LiveFacts, 'MODE'>): 'http' | 'https' => (MODE === 'live' ? 'https' : 'http')
