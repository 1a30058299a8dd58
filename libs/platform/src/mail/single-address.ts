/** Atoms of RFC 5322 without `%`, `!`, `|` and backtick: old relays read those as routes or commands. */
const atom = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+$/
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/
const topLabel = /^(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/i

/**
 * True when the text is exactly one plain addr-spec: ASCII, dot-atom before the `@`, a host name of two or more
 * labels after it, 254 characters at most. No quotes, comments, groups, literals, white space, control or format
 * characters; an international domain is typed in its `xn--` form. Used before storing and again before sending
 * (SECURITY §6). The text is judged as it is: trimming is the caller's.
 */
export function isSingleAddress(text: string): boolean {
  if (text.length > 254) return false
  const [local = '', domain = '', ...more] = text.split('@')
  if (more.length > 0) return false
  return isLocalPart(local) && isHostName(domain)
}

/** A leading `-` would read as an option where a server hands the address to a program. */
function isLocalPart(local: string): boolean {
  return local.length <= 64 && !local.startsWith('-') && local.split('.').every((part) => atom.test(part))
}

function isHostName(domain: string): boolean {
  const labels = domain.split('.')
  return labels.length >= 2 && labels.every((part) => label.test(part)) && topLabel.test(labels.at(-1) ?? '')
}
