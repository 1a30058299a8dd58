import type { Words } from '#words/index.js'

export interface CheckRow {
  /** Path of the field; also the row's id, so that "Change" can return to it. */
  readonly path: string
  readonly question: string
  /** Empty when nothing was answered. */
  readonly lines: readonly string[]
  readonly ltr?: boolean
  readonly error?: string
  /** Absent when the answer cannot be changed. */
  readonly changeHref?: string
}

export interface CheckTableProps {
  readonly words: Words
  readonly title: string
  readonly rows: readonly CheckRow[]
}

/** Questions and answers of one section, each with its own Change link. */
export const CheckTable = ({ words, title, rows }: CheckTableProps) => (
  <section class="check">
    <h2>{title}</h2>
    <dl>
      {rows.map((row) => (
        <div key={row.path} id={`row-${row.path}`} tabindex={-1} class={row.error ? 'wrong' : undefined}>
          <dt>{row.question}</dt>
          <Answer words={words} {...row} />
          {row.changeHref && <Change words={words} question={row.question} href={row.changeHref} />}
        </div>
      ))}
    </dl>
  </section>
)

const Answer = ({ words, lines, ltr, error }: CheckRow & { readonly words: Words }) => (
  <dd>
    {lines.length === 0 && !error && <span class="hint">{words('check.no_answer')}</span>}
    {lines.map((line, index) => (
      <p key={index}>
        <bdi dir={ltr ? 'ltr' : 'auto'}>{line}</bdi>
      </p>
    ))}
    {error && <p class="error">{error}</p>}
  </dd>
)

const Change = ({ words, question, href }: { words: Words; question: string; href: string }) => (
  <dd class="change">
    <a href={href}>
      {words('button.change')}
      <span class="hidden">: {question}</span>
    </a>
  </dd>
)
