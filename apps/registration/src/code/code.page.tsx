import { groupedCode } from '#domain/application/access-code.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { formToken } from '#platform/web/access/form-token.js'
import { CodeSheet } from '#ui/code-sheet.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { KeepChoice } from './keep-draft.js'
import { idleNames } from './idle.form.js'

export interface CodePageProps {
  readonly words: Words
  readonly me: ApplicantSession
  readonly mailAddress: string
  /** The host this page was asked for under: one of ours, maybe an onion. */
  readonly host: string
  /** ISO date by which to look in again. */
  readonly lookIn: string | null
}

export const CodePage = ({ words, me, mailAddress, host, lookIn }: CodePageProps) => (
  <>
    <h1>{words('code.title')}</h1>
    {me.sheet ? (
      <>
        <p class="lead">{words('code.lead')}</p>
        <CodeSheet
          words={words}
          groups={groupedCode(me.sheet.code)}
          address={host + pathsFor(words.lang).start}
          caseNumber={me.caseNumber}
          mailMark={me.sheet.mailMark ?? words('code.mail_mark_as_before')}
          eraseDate={me.keepUntil ?? undefined}
          lookIn={lookIn ?? undefined}
          mailAddress={mailAddress}
        />
        <p>{words('code.keep')}</p>
        <p>{words('code.lost')}</p>
        <Keep words={words} token={formToken(me.token)} />
      </>
    ) : (
      <Shown words={words} caseNumber={me.caseNumber} />
    )}
  </>
)

const Keep = ({ words, token }: { words: Words; token: string }) => (
  <PageForm action={pathsFor(words.lang).codeKept} token={token}>
    <RadioField
      name="idle"
      label={words('code.idle_title')}
      hint={words('code.idle_hint')}
      choices={idleNames.map((value) => ({ value, label: words(`code.idle.${value}`) }))}
      values={['hour']}
    />
    <KeepChoice words={words} value="call" />
    <div class="buttons">
      <button class="main">{words('button.have_it')}</button>
    </div>
  </PageForm>
)

const Shown = ({ words, caseNumber }: { words: Words; caseNumber: string }) => (
  <>
    <p>{words('code.shown')}</p>
    <p>
      {words('code.case_number')}: <strong dir="ltr">{caseNumber}</strong>
    </p>
    <p>
      <a href={pathsFor(words.lang).sections}>{words('tasks_page.title')}</a>
    </p>
  </>
)
