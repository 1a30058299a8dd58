import type { OwnWaiting } from '#features/waitlist/registration/own-waitlist.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface WaitlistProps {
  readonly words: Words
  readonly waiting: OwnWaiting
  readonly token: string
}

export const WaitlistText = (props: WaitlistProps) => {
  const { words } = props
  const paths = pathsFor(words.lang)

  return (
    <>
      <h1>{words('waitlist_page.title')}</h1>
      <p class="lead">{words('waitlist_page.lead')}</p>
      <Interest {...props} />
      <h2>{words('waitlist_page.short_notice_title')}</h2>
      <p>{words('waitlist_page.short_notice')}</p>
      <p>
        <a href={paths.replacementOf('short-notice')}>{words('waitlist_page.short_notice_link')}</a>
      </p>
      <h2>{words('waitlist_page.how_title')}</h2>
      <p>{words('waitlist_page.how')}</p>
      <p>{words('waitlist_page.order')}</p>
      <p>{words('waitlist_page.no')}</p>
      <p>
        <a href={paths.withdrawal}>{words('home.withdraw')}</a>
      </p>
    </>
  )
}

/** The question comes first while it is open. */
const Interest = ({ words, waiting, token }: WaitlistProps) => (
  <>
    <h2>{words('waitlist_page.interest_title')}</h2>
    <p>{words(waiting.isAsked ? 'waitlist_page.asked' : 'waitlist_page.known')}</p>
    {waiting.isAsked && (
      <PageForm action={pathsFor(words.lang).waitlist} token={token}>
        <div class="buttons">
          <button class="main">{words('waitlist_page.yes')}</button>
        </div>
      </PageForm>
    )}
    <p class="hint">{words('waitlist_page.interest', { days: waiting.days })}</p>
  </>
)
