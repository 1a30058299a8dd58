import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

/** The answers as a file to keep, as text and for machines. */
export const FileLinks = ({ words, hint }: { readonly words: Words; readonly hint: string }) => (
  <>
    <p>
      <a href={pathsFor(words.lang).answersFile('txt')}>{words('copy.as_text')}</a>
      {' · '}
      <a href={pathsFor(words.lang).answersFile('json')}>{words('copy.as_json')}</a>
    </p>
    <p class="hint">{hint}</p>
  </>
)
