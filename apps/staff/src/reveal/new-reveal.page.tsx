import { revealable } from '#domain/staff/reveal.js'
import { LongText, SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { StepUpHint } from '../account/fields.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface RevealDraft {
  readonly typed?: { readonly compartment?: string; readonly why?: string }
  /** The reason has more characters than are taken. */
  readonly isLong?: boolean
  /** Code of a refusal. */
  readonly notice?: unknown
}

interface NewRevealProps {
  readonly words: Words
  readonly title: string
  readonly id: string
  readonly draft: RevealDraft
  readonly token: string
}

/** Which part and why, and what follows from asking. */
export const NewRevealText = ({ words, title, id, draft, token }: NewRevealProps) => (
  <>
    <h1>{title}</h1>
    <Refused code={draft.notice} />
    <p class="lead">{words('staff.reveal.lead')}</p>
    <StepUpHint words={words} isFor="reveals" />
    <PageForm action={paths.revealNew(id)} token={token} id="reveal">
      <SelectField
        name="compartment"
        label={words('staff.reveal.compartment')}
        value={draft.typed?.compartment}
        choices={revealable.map((value) => ({ value, label: words(`staff.compartment.${value}`) }))}
      />
      <LongText
        name="why"
        label={words('staff.reveal.why')}
        hint={words('staff.reveal.why_hint')}
        value={draft.typed?.why}
        error={draft.isLong ? words('staff.vetting.long') : undefined}
      />
      <div class="buttons">
        <button class="main">{words('staff.reveal.ask')}</button>
        <a href={paths.application(id)}>{words('staff.reference.back')}</a>
      </div>
    </PageForm>
  </>
)
