import type { Dice } from './dice.js'
import { brokenEscapes, hostileText, injected, mark } from './hostile.js'
import type { Fields, Shot } from './shot.js'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'QUERY']
const types = [
  'text/plain',
  'application/json',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json; charset="utf-8"; a=b',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/xml',
  '',
  ';',
  `application/${mark}`,
]

const wellFormed = (text: string): string => Buffer.from(text).toString()

/** Header values cannot hold control characters and stay one header; what is raw goes on the wire as it is. */
const headerText = (dice: Dice): string =>
  dice.chance(0.2)
    ? dice.pick([`${mark}\r\n${injected}: 1`, `${mark}\n${injected}: 1`, `${mark}\u0000`, `\u00FF\u00FE${mark}`, '\t'])
    : encodeURI(wellFormed(hostileText(dice)).slice(0, 6000))

const names = [
  'accept-language',
  'accept-encoding',
  'authorization',
  'content-encoding',
  'content-length',
  'cookie',
  'expect',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'sec-fetch-site',
  'te',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-http-method-override',
  'x-request-id',
  mark,
]

const withHeader = (headers: Fields, name: string, value: string): Fields => [
  ...headers.filter(([one]) => one !== name),
  [name, value],
]

const queries = ['notice', 'change', 'more', 'ended', 'lang', '__proto__', 'constructor', 'a.0.b', mark]

function strangeQuery(dice: Dice): string {
  const pair = () => {
    const value = dice.chance(0.3)
      ? dice.pick(brokenEscapes)
      : encodeURIComponent(wellFormed(hostileText(dice)).slice(0, 8000))
    return `${dice.pick(queries)}${dice.pick(['=', '[]=', '[a]=', ''])}${value}`
  }
  return `?${Array.from({ length: 1 + dice.below(4) }, pair).join('&')}`
}

function strangePath(target: string, dice: Dice): string {
  const parts = target.split('/')
  const at = 1 + dice.below(Math.max(1, parts.length - 1))
  const odd = dice.pick([
    ...brokenEscapes,
    '',
    '.',
    '%2e%2e',
    `${mark}%0d%0a${injected}:%201`,
    encodeURIComponent(wellFormed(hostileText(dice)).slice(0, 3000)),
    'EN',
    'constructor',
    '__proto__',
    '\u00ff\u00fe',
    'x'.repeat(20_000),
  ])
  return parts.map((part, i) => (i === at ? odd : part)).join('/')
}

const changes: readonly ((shot: Shot, dice: Dice) => Shot)[] = [
  (shot, dice) => ({ ...shot, method: dice.pick(methods) }),
  (shot, dice) => ({ ...shot, headers: withHeader(shot.headers, 'content-type', dice.pick(types)) }),
  (shot, dice) => ({ ...shot, headers: withHeader(shot.headers, dice.pick(names), headerText(dice)) }),
  (shot, dice) => ({ ...shot, headers: [...shot.headers, [dice.pick(names), headerText(dice)]] }),
  (shot, dice) => ({ ...shot, headers: shot.headers.filter(() => dice.chance(0.6)) }),
  (shot, dice) => ({ ...shot, target: `${shot.target}${strangeQuery(dice)}` }),
  (shot, dice) => ({ ...shot, target: strangePath(shot.target, dice) }),
  (shot) => ({ ...shot, headers: [...shot.headers, ['x-long', 'x'.repeat(20_000)]] }),
  (shot) => ({
    ...shot,
    headers: [...shot.headers, ...Array.from({ length: 3000 }, (_, i) => [`h${i}`, ''] as const)],
  }),
  (shot) => ({ ...shot, body: Buffer.alloc(1_000_000, 'x') }),
]

/** The same request with its method, address or headers changed. */
export const mutatedWire = (shot: Shot, dice: Dice): Shot => dice.pick(changes)(shot, dice)
