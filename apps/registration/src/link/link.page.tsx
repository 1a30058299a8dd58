import { Receipt } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { WordKey, Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface LinkProps {
  readonly words: Words
  readonly token: string
  readonly lead: WordKey
  readonly time: WordKey
  readonly open: WordKey
  /** ISO date */
  readonly expiresOn: string
}

/** One button: a scanner that follows the link presses nothing. */
export const LinkText = ({ words, token, lead, time, open, expiresOn }: LinkProps) => (
  <>
    <h1>{words('link.title')}</h1>
    <p class="lead">{words(lead)}</p>
    <p>{words(time)}</p>
    <p>{words('link.until', { date: words.date(expiresOn) })}</p>
    <p class="hint">{words('link.nothing_yet')}</p>
    <PageForm action={pathsFor(words.lang).link(token)}>
      <div class="buttons">
        <button class="main">{words(open)}</button>
      </div>
    </PageForm>
  </>
)

export const LinkOverText = ({ words, token }: Pick<LinkProps, 'words' | 'token'>) => (
  <>
    <h1>{words('link.over.title')}</h1>
    <p class="lead">{words('link.over.lead')}</p>
    <p>{words('link.over.sent')}</p>
    <p>{words('link.over.fresh')}</p>
    <PageForm action={pathsFor(words.lang).linkRenewal(token)}>
      <div class="buttons">
        <button class="main">{words('link.over.ask')}</button>
      </div>
    </PageForm>
  </>
)

export const LinkAskedText = ({ words }: Pick<LinkProps, 'words'>) => (
  <Receipt title={words('link.asked.title')} lead={words('link.asked.lead')} />
)
