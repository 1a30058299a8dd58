import { Receipt } from '#ui/blocks.js'
import { MailFacts } from '#ui/code-sheet.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface SentProps {
  readonly words: Words
  readonly caseNumber: string
  readonly mailAddress: string
  /** The person chose to keep a copy. */
  readonly hasCopy: boolean
  /** ISO date. */
  readonly lookInBy: string | null
}

export const SentText = ({ words, caseNumber, mailAddress, hasCopy, lookInBy }: SentProps) => (
  <Receipt title={words('sent.title')} lead={words('sent.lead')}>
    <p>{words('sent.case_number', { number: caseNumber })}</p>
    <h2>{words('sent.next_title')}</h2>
    <ul>
      <li>{words('sent.next_1')}</li>
      {lookInBy !== null && <li>{words('sent.next_2', { date: words.date(lookInBy) })}</li>}
      <li>{words('sent.next_3')}</li>
    </ul>
    <MailFacts words={words} mailAddress={mailAddress} />
    <p>{words(hasCopy ? 'sent.copy_kept' : 'sent.not_readable')}</p>
    <p>
      <a class="main" href={pathsFor(words.lang).home}>
        {words('sent.home')}
      </a>
    </p>
  </Receipt>
)
