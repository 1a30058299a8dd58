import type { Grounds } from '#features/decision/staff/decision-memos.js'
import type { Words } from '#words/index.js'

/** Why a file was put forward as clear, for the second person before their button. */
export const ClearingGrounds = ({ words, grounds }: { readonly words: Words; readonly grounds: Grounds }) => {
  const { memo, note } = grounds

  return (
    <section class="notice">
      <h3>{words('staff.decision.grounds')}</h3>
      {memo !== null && <Reason title={words('staff.decision.grounds_memo')} text={memo} />}
      {note !== null && <Reason title={words('staff.decision.grounds_note')} text={note} />}
      {memo === null && note === null && <p>{words('staff.decision.grounds_sealed')}</p>}
    </section>
  )
}

const Reason = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <>
    <p class="hint">{title}</p>
    {text.split('\n').map((line, index) => (
      <p dir="auto" key={index}>
        {line}
      </p>
    ))}
  </>
)
