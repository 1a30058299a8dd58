/**
 * An address or number reduced to what tells it from others: letters without case, numbers to their digits (`00` and `+`
 * are one). Empty for nothing. Used to see that two ways lead to the same person, never to reach anybody.
 */
export function wayKey(address: string): string {
  const plain = address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '')
  const isNumber = /^\+?[\d().\-/\u0660-\u0669\u06f0-\u06f9]{6,}$/.test(plain)
  if (!isNumber) return plain.replace(/^@/, '')

  return plain
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/\D/g, '')
    .replace(/^00/, '')
}
