import { Notice } from '#ui/blocks.js'
import { wordsFor } from '#words/index.js'
import { refusedText } from './found.js'

const words = wordsFor('en')

/** The sentence of a refusal, or of an act that was done, whose code came back with the address. */
export function Refused({ code }: { readonly code: unknown }) {
  const text = refusedText(words, code)

  return text === undefined ? null : (
    <Notice tone="danger" isStatus>
      <p>{text}</p>
    </Notice>
  )
}
