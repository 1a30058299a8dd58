import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import type { WebSettings } from '../settings.js'

/** What neighbours share of an address: 24 bits of IPv4, 48 of IPv6; `unknown` for what is neither. */
export function networkOf(address: string): string {
  const text = address.trim().replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(text)) return text.split('.').slice(0, 3).join('.')
  if (!isIPv6(text)) return 'unknown'
  const [head = ''] = text.toLowerCase().split('::')
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3)

  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}

/**
 * The network a request comes from. A live process stands behind one proxy and believes the last entry of
 * `X-Forwarded-For`, which is that proxy's own; a practice copy, which answers nothing relayed, looks at the connection.
 */
export function callerNetwork({ headers, socket }: IncomingMessage, { isPractice }: WebSettings): string {
  const forwarded = headers['x-forwarded-for']
  const entries = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')

  return networkOf((isPractice ? socket.remoteAddress : entries.at(-1)) ?? '')
}
