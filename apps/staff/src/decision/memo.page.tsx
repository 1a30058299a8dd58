import type { DecisionMemo } from '#features/decision/staff/decision-memos.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { moveText } from './move-text.js'

export interface MemoProps {
  readonly words: Words
  readonly title: string
  readonly file: SeenFile
  readonly memos: readonly DecisionMemo[]
}

/** Why decisions about one file were put forward, in words, oldest first. */
export const MemoText = ({ words, title, file, memos }: MemoProps) => (
  <>
    <h1>{title}</h1>
    <p>
      <a href={paths.application(file.id)}>{words('staff.memo.file')}</a>
    </p>
    {memos.length === 0 && <p class="hint">{words('staff.memo.none')}</p>}
    {memos.map(({ id, move, author, madeOn, text }) => (
      <section key={id}>
        <h2>{words('staff.memo.one', { move: moveText(words, move), author, day: words.date(madeOn) })}</h2>
        {text.split('\n').map((line, index) => (
          <p dir="auto" key={index}>
            {line}
          </p>
        ))}
      </section>
    ))}
  </>
)
