import { fieldErrorText, type Words } from '#words/index.js'
import type { ErrorCodes, FieldSpec } from './field-spec.js'

export interface ErrorItem {
  /** Id of the first control of the field. */
  readonly path: string
  readonly text: string
}

/** The errors of a section as sentences, in the order of the page. */
export function errorItems(
  words: Words,
  fields: readonly FieldSpec[],
  errors: ErrorCodes,
  about: Readonly<Record<string, string>> = {},
): ErrorItem[] {
  const specs = fields.flatMap((field) => [
    field,
    ...(field.fields ?? []),
    ...(field.fields ?? []).flatMap((part) => part.fields ?? []),
  ])
  const place = (path: string): number => specs.findIndex(({ id }) => id === idOf(path))

  return Object.entries(errors)
    .toSorted(([a], [b]) => place(a) - place(b) || entryOf(a) - entryOf(b))
    .map(([path, code]) => {
      const { limit = 0, max = 0 } = specs[place(path)] ?? {}
      return { path, text: fieldErrorText(words, path, code, { ...about, limit, max }) }
    })
}

const idOf = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '')
const entryOf = (path: string): number => Number(/\.(\d+)(?:\.|$)/.exec(path)?.[1] ?? 0)

export interface ErrorSummaryProps {
  readonly words: Words
  readonly items: readonly ErrorItem[]
}

/** Stands first in the page, takes the focus, and links to each field. */
export const ErrorSummary = ({ words, items }: ErrorSummaryProps) =>
  items.length === 0 ? null : (
    <div class="summary" id="summary" role="group" aria-labelledby="summary-title" tabindex={-1} autofocus>
      <h2 id="summary-title">{words('summary.title')}</h2>
      <p>{words('summary.lead')}</p>
      <ul>
        {items.map(({ path, text }) => (
          <li key={path}>
            <a href={`#${path}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
