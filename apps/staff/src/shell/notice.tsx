import { Notice } from '#ui/blocks.js'
import { wordsFor } from '#words/index.js'
import { refusedText } from './found.js'

const words = wordsFor('en')

/** The sentence of a refusal whose code came back with the address. */
export function Refused({ code }: { readonly code: unknown }) {
  const text = refusedText(words, code)

  return text === undefined ? null : (
    <Notice tone="danger" isStatus>
      <p>{text}</p>
    </Notice>
  )
}

/** The sentence of an act that was done, whose code came back with the address. */
export function Done({ code }: { readonly code: unknown }) {
  const text = typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? words.find(`staff.done.${code}`) : undefined

  return text === undefined ? null : (
    <Notice isStatus>
      <p>{text}</p>
    </Notice>
  )
}
