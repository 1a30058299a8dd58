import type { ShownReveal } from '#features/reveal/staff/read-reveal.js'
import type { RevealRow } from '#features/reveal/staff/reveal-rows.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { StepUpHint } from '../account/fields.js'
import { AnswerList } from '../application/answer-list.js'
import { paths } from '../paths.js'

interface RevealProps {
  readonly words: Words
  readonly title: string
  readonly shown: ShownReveal
  readonly zone: string
  readonly token: string
}

/** One sealed part, as the person read and wrote it, while its hour lasts. */
export const RevealText = ({ words, title, shown: { row, record }, zone, token }: RevealProps) => (
  <>
    <h1>{title}</h1>
    {row.openUntil && <p class="lead">{words('staff.reveal.until', { time: words.instant(row.openUntil, zone) })}</p>}
    <section class="check">
      <h2>{words(`staff.compartment.${row.compartment}`)}</h2>
      {record ? (
        <AnswerList words={words} language={record.language} answers={record.answers ?? []} />
      ) : (
        <p class="hint">{words('staff.reveal.empty')}</p>
      )}
    </section>
    <PageForm action={paths.revealEnds(row.id)} token={token} id="end">
      <div class="buttons">
        <button class="second">{words('staff.reveal.end')}</button>
        <a href={paths.reveals}>{words('staff.reveal.title')}</a>
      </div>
    </PageForm>
  </>
)

interface ReasonProps {
  readonly words: Words
  readonly title: string
  readonly row: RevealRow
  readonly text: string
  readonly token: string
}

/** Why it was asked, and the keeper's two answers. */
export const ReasonText = ({ words, title, row, text, token }: ReasonProps) => (
  <>
    <h1>{title}</h1>
    <p class="lead">
      {words('staff.reveal.asked', { author: row.author, compartment: words(`staff.compartment.${row.compartment}`) })}
    </p>
    {text.split('\n').map((line, index) => (
      <p dir="auto" key={index}>
        {line}
      </p>
    ))}
    <p>{words('staff.reveal.effect')}</p>
    <StepUpHint words={words} isFor="reveals" />
    <PageForm action={paths.revealOpenings(row.id)} token={token} id="open">
      <div class="buttons">
        <button class="main">{words('staff.reveal.open')}</button>
      </div>
    </PageForm>
    <PageForm action={paths.revealRefusals(row.id)} token={token} id="refuse">
      <div class="buttons">
        <button class="second">{words('staff.approval.refuse')}</button>
      </div>
    </PageForm>
  </>
)
