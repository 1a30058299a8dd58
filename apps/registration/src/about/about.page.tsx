import type { WordKey, Words } from '#words/index.js'

export interface AboutProps {
  readonly words: Words
  readonly title: WordKey
  readonly lines: readonly WordKey[]
}

export const AboutText = ({ words, title, lines }: AboutProps) => (
  <>
    <h1>{words(title)}</h1>
    {lines.map((line) => (
      <p key={line}>{words(line)}</p>
    ))}
  </>
)
