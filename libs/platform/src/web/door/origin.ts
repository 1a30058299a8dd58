import type { IncomingHttpHeaders } from 'node:http'

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined)

/**
 * Did one of our own pages send this? `Origin` decides; where an old browser sends none, `Sec-Fetch-Site`, else the
 * origin of the referring page. Nothing at all is a no.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin)
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const referrer = originOf(headers.referer ?? '')

  return referrer !== undefined && origins.includes(referrer)
}
