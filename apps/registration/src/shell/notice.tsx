import { Notice } from '#ui/blocks.js'
import type { Words } from '#words/index.js'

/** The sentence of a refusal whose code came back with the address; nothing for a code nobody knows. */
export function Refused({ words, code }: { readonly words: Words; readonly code: unknown }) {
  const text = typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? words.find(`refusal.${code}`) : undefined

  return text === undefined ? null : (
    <Notice tone="danger" title={words('refusal.title')} isStatus>
      <p>{text}</p>
    </Notice>
  )
}
