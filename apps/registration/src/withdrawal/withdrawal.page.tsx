import { Notice, Receipt } from '#ui/blocks.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { keepChoices } from './withdrawal.form.js'

export interface WithdrawalProps {
  readonly words: Words
  /** Nothing was sent: leaving erases the draft. */
  readonly isDraft: boolean
  /** The application is over: what is left to do is erasing it. */
  readonly isOver: boolean
  /** Who outside holds papers about the person. */
  readonly outside: readonly string[]
  readonly notice: unknown
  readonly token: string
}

export const WithdrawalText = (props: WithdrawalProps) => {
  const { words, isDraft, isOver, notice, token } = props
  const choices = isOver ? keepChoices.slice(0, 1) : keepChoices

  return (
    <>
      <Refused words={words} code={notice} />
      <h1>{words('withdraw.title')}</h1>
      <p class="lead">{words(isDraft ? 'withdraw.lead_draft' : 'withdraw.lead')}</p>
      {!isDraft && <AtOnce {...props} />}
      <PageForm action={pathsFor(words.lang).withdrawal} token={token}>
        {!isDraft && (
          <RadioField
            name="keep"
            label={words('withdraw.keep')}
            hint={words('withdraw.keep_hint')}
            choices={choices.map((value) => ({ value, label: words(`withdraw.keep.${value}`) }))}
            values={[isOver ? 'nothing' : 'rules']}
          />
        )}
        <div class="buttons">
          <button class="main danger">{words('button.withdraw')}</button>
        </div>
      </PageForm>
    </>
  )
}

/** What ends at once, and what cannot be called back. */
const AtOnce = ({ words, outside }: WithdrawalProps) => (
  <>
    <p>{words('withdraw.at_once')}</p>
    <Notice title={words('withdraw.outside_title')}>
      {outside.length === 0 ? (
        <p>{words('withdraw.outside_nobody')}</p>
      ) : (
        <>
          <ul>
            {outside.map((holder) => (
              <li key={holder}>{words.find(`withdraw.outside.${holder}`)}</li>
            ))}
          </ul>
          <p>{words('withdraw.outside')}</p>
        </>
      )}
    </Notice>
  </>
)

/** Everything is erased: nobody is signed in any more. */
export const WithdrawnText = ({ words }: { readonly words: Words }) => (
  <Receipt title={words('withdraw.done_title')} lead={words('withdraw.erased')}>
    <p>
      <a href={pathsFor(words.lang).start}>{words('shell.back')}</a>
    </p>
  </Receipt>
)

/** Something is kept: the code still opens the page until then. */
export const LeftText = ({ words, caseNumber }: { readonly words: Words; readonly caseNumber: string }) => (
  <Receipt title={words('withdraw.done_title')} lead={words('withdraw.done')}>
    <p>{words('sent.case_number', { number: caseNumber })}</p>
    <p>{words('withdraw.code_works')}</p>
    <p>
      <a class="main" href={pathsFor(words.lang).home}>
        {words('sent.home')}
      </a>
    </p>
  </Receipt>
)
