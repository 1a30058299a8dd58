export type PassphraseFlaw = 'too_short' | 'too_long' | 'too_plain'

const [shortest, longest] = [15, 256]
const fewestSymbols = 7

/**
 * Why a passphrase cannot be taken; null for a fit one. 15 to 256 characters (ASVS 6.2.1), not the same few symbols over and
 * over, and not the sign-in name with something around it.
 */
export function passphraseFlaw(typed: string, login: string): PassphraseFlaw | null {
  const text = typed.normalize('NFKC').toLowerCase()
  const length = Array.from(text).length
  if (length < shortest) return 'too_short'
  if (length > longest) return 'too_long'
  const rest = text.replaceAll(login.toLowerCase(), '')
  const isSequence = /0123456789|abcdefghij|qwertyuiop|asdfghjkl/.test(rest)

  return isSequence || new Set(rest).size < fewestSymbols ? 'too_plain' : null
}
