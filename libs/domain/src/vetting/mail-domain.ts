/** Where anybody may have a mailbox: two people there have nothing in common by it. */
const free = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.net gmx.de
web.de mail.com mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua proton.me protonmail.com pm.me tuta.com
tutanota.com tutanota.de tuta.io riseup.net autistici.org disroot.org posteo.net posteo.de mailbox.org fastmail.com zoho.com hushmail.com qq.com
163.com 126.com sina.com naver.com daum.net orange.fr free.fr laposte.net libero.it seznam.cz wp.pl o2.pl abv.bg chmail.ir`.split(
    /\s+/,
  ),
)

/** The domain of an address where it says something about its holder; null for a free mailbox and for anything else. */
export function tellingDomain(address: string): string | null {
  const at = address.lastIndexOf('@')
  const domain = address
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .replace(/\.+$/, '')
  const isDomain = at > 0 && /^[^\s@.]+(\.[^\s@.]+)+$/u.test(domain)
  const isFree = free.has(domain) || /^(yahoo|hotmail|outlook|live)\.[a-z]{2,3}(\.[a-z]{2})?$/.test(domain)

  return isDomain && !isFree ? domain : null
}

/** Hosts that put one mailbox behind several domains. */
const sameHost: Readonly<Record<string, string>> = {
  'googlemail.com': 'gmail.com',
  'protonmail.com': 'proton.me',
  'pm.me': 'proton.me',
  'me.com': 'icloud.com',
  'mac.com': 'icloud.com',
  'yandex.com': 'yandex.ru',
  'ya.ru': 'yandex.ru',
}

/**
 * The mailboxes a text names, each in one form however its address is typed: without case, what follows a `+`, and the dots
 * that Google passes over. To be compared, never shown or written to. Empty where nothing in it is an address.
 */
export function mailboxesIn(text: string): string[] {
  if (!/[@\uff20\ufe6b]/.test(text)) return []
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')

  return plain.split(/[\s<>()[\]{}"«»,;:،؛|/]+/).flatMap((word) => mailboxOf(word) ?? [])
}

function mailboxOf(word: string): string | null {
  const [, written = '', host = ''] = /^([^@]+)@([^@]+?)[.!?]*$/.exec(word) ?? []
  const domain = sameHost[host] ?? host
  const whole = written.replace(/(?<=.)\+.*$/, '')
  const name = domain === 'gmail.com' ? whole.replaceAll('.', '') : whole

  return /^[^.]+(\.[^.]+)+$/.test(domain) ? `${name}@${domain}` : null
}
