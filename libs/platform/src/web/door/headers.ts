import type { WebSettings } from '../settings.js'

const quiet = "'none'"
const own = "'self'"

/** The whole policy; scripts only where the app has any. */
function contentPolicy(hasScripts: boolean): string {
  const rules = [
    `default-src ${quiet}`,
    `style-src ${own}`,
    `img-src ${own}`,
    `font-src ${own}`,
    `form-action ${own}`,
    `base-uri ${quiet}`,
    `frame-ancestors ${quiet}`,
  ]
  return [...rules, ...(hasScripts ? [`script-src ${own}`, `connect-src ${own}`] : [])].join('; ')
}

/** Sent with every answer of an app: pages, API, assets, refusals and errors alike. */
export const answerHeaders = ({
  scheme,
  hasScripts,
}: Pick<WebSettings, 'scheme' | 'hasScripts'>): [string, string][] => [
  ['content-security-policy', contentPolicy(hasScripts)],
  ...(scheme === 'https'
    ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as [string, string]]
    : []),
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  // Under no-referrer browsers post `Origin: null`, and the origin check would refuse everyone.
  ['referrer-policy', 'same-origin'],
  ['x-robots-tag', 'noindex, nofollow'],
  ['cache-control', 'no-store'],
]
