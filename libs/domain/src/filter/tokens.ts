/** Where something stands in the text, in UTF-16 units. */
export interface Place {
  readonly at: number
  readonly length: number
}

export type Operator = 'and' | 'or' | 'xor' | 'not'

/** `prefix` is what stands before the first colon of a word, in lower case; `value` the rest, or what was in quotes. */
export type Token = Place &
  (
    | { readonly kind: 'open' | 'close' }
    | { readonly kind: 'operator'; readonly operator: Operator }
    | { readonly kind: 'word'; readonly prefix: string | null; readonly value: string; readonly isQuoted: boolean }
  )

const operators: readonly string[] = ['and', 'or', 'xor', 'not'] satisfies Operator[]
export const isOperator = (word: string): word is Operator => operators.includes(word.toLowerCase())
const spaces = /\s/
const prefixShape = /^[a-z][a-z\d_-]*$/

/** The words of a filter, one after the other; a quote without its end is given back as its place. */
export function tokensOf(typed: string): { tokens: Token[]; unclosed: Place | null } {
  // Quotes as phones and word processors write them, one unit for one.
  const text = typed.replace(/[“”„]/g, '"')
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    if (spaces.test(text.charAt(at))) {
      at += 1
      continue
    }
    const token = tokenAt(text, at)
    if (!token) return { tokens, unclosed: { at, length: text.length - at } }
    tokens.push(token)
    at += token.length
  }

  return { tokens, unclosed: null }
}

function tokenAt(text: string, at: number): Token | null {
  const letter = text.charAt(at)
  if (letter === '(' || letter === ')') return { kind: letter === '(' ? 'open' : 'close', at, length: 1 }
  const word = bareWord(text, at)
  const colon = word.indexOf(':')
  const prefix = colon > 0 && prefixShape.test(word.slice(0, colon).toLowerCase()) ? word.slice(0, colon) : null
  const from = at + (prefix === null ? 0 : colon + 1)
  if (text.charAt(from) === '"') return quoted(text, { at, from, prefix: prefix?.toLowerCase() ?? null })
  if (isOperator(word)) return { kind: 'operator', operator: word.toLowerCase() as Operator, at, length: word.length }
  const value = text.slice(from, at + word.length)

  return { kind: 'word', prefix: prefix?.toLowerCase() ?? null, value, isQuoted: false, at, length: word.length }
}

/** Up to the next space, parenthesis or quote. */
function bareWord(text: string, at: number): string {
  let end = at
  while (end < text.length && !/[\s()"]/.test(text.charAt(end))) end += 1
  return text.slice(at, end)
}

/** In quotes `\"` is a quote and `\\` a backslash; null when they are never closed. */
function quoted(text: string, { at, from, prefix }: { at: number; from: number; prefix: string | null }): Token | null {
  let value = ''
  for (let i = from + 1; i < text.length; i++) {
    const letter = text.charAt(i)
    if (letter === '"') return { kind: 'word', prefix, value, isQuoted: true, at, length: i + 1 - at }
    const next = text.charAt(i + 1)
    const isEscape = letter === '\\' && (next === '"' || next === '\\')
    value += isEscape ? next : letter
    if (isEscape) i += 1
  }

  return null
}
