import type { Words } from '#words/index.js'

export interface CodeSheetProps {
  readonly words: Words
  /** Six groups of four and the check symbol. */
  readonly groups: readonly string[]
  /** Host and path of the start page, as a person types them. */
  readonly address: string
  readonly caseNumber: string
  readonly mailMark: string
  /** ISO date on which an unsent form is erased. */
  readonly eraseDate?: string
  /** ISO date by which to look in again. */
  readonly lookIn?: string
  readonly mailAddress: string
}

/** The sheet a person writes down or prints: return code, address, case number, mail mark, erase date. */
export const CodeSheet = ({ words, groups, ...sheet }: CodeSheetProps) => (
  <div class="sheet">
    <h2 id="code-label">{words('code.caption')}</h2>
    <Code groups={groups} />
    <dl>
      <Fact name={words('code.address')} value={sheet.address} hint={words('code.address_hint')} />
      <Fact name={words('code.case_number')} value={sheet.caseNumber} hint={words('code.case_number_hint')} />
      <Fact name={words('code.mail_mark')} value={sheet.mailMark} hint={words('code.mail_mark_hint')} isText />
      {sheet.eraseDate && (
        <Fact
          name={words('code.erase_date')}
          value={words.date(sheet.eraseDate)}
          hint={words('code.erase_date_hint')}
          isText
        />
      )}
    </dl>
    <MailFacts words={words} mailAddress={sheet.mailAddress} />
    {sheet.lookIn && <p>{words('code.look_in', { date: words.date(sheet.lookIn) })}</p>}
  </div>
)

/** How to tell a mail of ours from another, on the sheet and once the form is sent. */
export const MailFacts = ({ words, mailAddress }: Pick<CodeSheetProps, 'words' | 'mailAddress'>) => (
  <>
    <p>{words('code.never_asked')}</p>
    <p>
      {words('code.mail_from', {
        address: mailAddress,
        first: words('mail.subject.update'),
        second: words('mail.subject.answer_needed'),
      })}
    </p>
  </>
)

/** Groups never break; on narrow screens two rows of three, the check symbol ends the second. */
const Code = ({ groups }: { readonly groups: readonly string[] }) => (
  <p class="code" dir="ltr" aria-labelledby="code-label">
    <span>{groups.slice(0, 3).join('-')}-</span>
    <span>{groups.slice(3).join('-')}</span>
  </p>
)

interface FactProps {
  readonly name: string
  readonly value: string
  readonly hint: string
  readonly isText?: boolean
}

const Fact = ({ name, value, hint, isText }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong dir={isText ? 'auto' : 'ltr'}>{value}</strong>
      <span class="hint">{hint}</span>
    </dd>
  </div>
)
