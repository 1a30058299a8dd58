import { groupedCode } from '#domain/application/access-code.js'
import type { CodeSheet as Sheet } from '#features/application/registration/applicant-session.js'
import { CodeSheet } from '#ui/code-sheet.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface NewCodeProps {
  readonly words: Words
  readonly notice: unknown
  readonly token: string
}

/** What a new code does, and the button that makes it. */
export const NewCodeText = ({ words, notice, token }: NewCodeProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('new_code.title')}</h1>
    <p class="lead">{words('new_code.lead')}</p>
    <p>{words('new_code.why')}</p>
    <p>{words('new_code.others')}</p>
    <p>{words('new_code.paper')}</p>
    <PageForm action={pathsFor(words.lang).newCode} token={token}>
      <div class="buttons">
        <button class="main">{words('button.new_code')}</button>
      </div>
    </PageForm>
  </>
)

export interface NewSheetProps {
  readonly words: Words
  readonly sheet: Sheet
  readonly caseNumber: string
  /** Where to come back to. */
  readonly address: string
  readonly mailAddress: string
  /** ISO date on which an unsent form is erased. */
  readonly eraseDate?: string
  /** ISO date by which to look in again, once something was sent. */
  readonly lookIn?: string
  readonly token: string
}

/** The new sheet, until the person says that they have it. */
export const NewSheetText = ({ words, sheet, token, ...rest }: NewSheetProps) => (
  <>
    <h1>{words('code.title')}</h1>
    <p class="lead">{words('new_code.made_lead')}</p>
    <CodeSheet
      words={words}
      groups={groupedCode(sheet.code)}
      mailMark={sheet.mailMark ?? words('code.mail_mark_as_before')}
      {...rest}
    />
    <p>{words('code.keep')}</p>
    <PageForm action={pathsFor(words.lang).newCodeKept} token={token}>
      <div class="buttons">
        <button class="main">{words('button.have_it')}</button>
      </div>
    </PageForm>
  </>
)
