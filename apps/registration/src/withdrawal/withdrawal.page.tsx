import { Receipt } from '#ui/blocks.js'
import { TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface WithdrawalProps {
  readonly words: Words
  /** Nothing was sent: leaving erases the draft. */
  readonly isDraft: boolean
  readonly notice: unknown
  readonly token: string
}

export const WithdrawalText = ({ words, isDraft, notice, token }: WithdrawalProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('withdraw.title')}</h1>
    <p class="lead">{words(isDraft ? 'withdraw.lead_draft' : 'withdraw.lead')}</p>
    {!isDraft && <p>{words('withdraw.outside')}</p>}
    <PageForm action={pathsFor(words.lang).withdrawal} token={token}>
      {!isDraft && (
        <TickField
          name="forget"
          label={words('withdraw.forget')}
          hint={words('withdraw.forget_hint')}
          checked={false}
        />
      )}
      <div class="buttons">
        <button class="main danger">{words('button.withdraw')}</button>
      </div>
    </PageForm>
  </>
)

export const WithdrawnText = ({ words }: { readonly words: Words }) => (
  <Receipt title={words('withdraw.done_title')} lead={words('withdraw.done')}>
    <p>
      <a href={pathsFor(words.lang).start}>{words('shell.back')}</a>
    </p>
  </Receipt>
)
