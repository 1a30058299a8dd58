import type { OwnConsent } from '#features/application/registration/own/own-consents.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface ConsentProps {
  readonly words: Words
  readonly consents: readonly OwnConsent[]
  readonly notice: unknown
  readonly token: string
}

/** Each consent with its text as it was asked, what was said, and the button to say the other. */
export const ConsentText = ({ words, consents, notice, token }: ConsentProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('home.consents')}</h1>
    <p class="lead">{words('consent.lead')}</p>
    {consents.map((consent) => (
      <section key={consent.kind}>
        <h2>{words.find(`option.consents.${consent.kind}`) ?? consent.kind}</h2>
        <p>{saidOf(words, consent)}</p>
        {consent.isNeeded ? <Needed words={words} /> : <Other words={words} consent={consent} token={token} />}
      </section>
    ))}
  </>
)

function saidOf(words: Words, { said, isGiven }: OwnConsent): string {
  if (!said) return words('consent.never')
  const values = { week: words.date(said.week), version: said.version }

  return words(isGiven ? 'consent.given' : 'consent.taken_back', values)
}

const Needed = ({ words }: { readonly words: Words }) => (
  <p>
    {words('consent.needed')} <a href={pathsFor(words.lang).withdrawal}>{words('home.withdraw')}</a>
  </p>
)

const Other = ({ words, consent, token }: Pick<ConsentProps, 'words' | 'token'> & { consent: OwnConsent }) => (
  <PageForm action={pathsFor(words.lang).consents} token={token} id={`consent-${consent.kind}`}>
    <input type="hidden" name="kind" value={consent.kind} />
    <button class="second" name="act" value={consent.isGiven ? 'take_back' : 'give'}>
      {words(consent.isGiven ? 'consent.take_back' : 'consent.give')}
    </button>
  </PageForm>
)
