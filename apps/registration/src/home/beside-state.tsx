import type { Home } from '#features/application/registration/read-home.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

interface BesideProps {
  readonly words: Words
  readonly home: Home
  readonly token: string
}

/** What stands beside the state: a lost code somebody asked for, and the person's own pause. */
export const Standing = (props: BesideProps) => (
  <>
    {props.home.hasCodeCase && <CodeCase {...props} />}
    {props.home.isPaused && <Paused {...props} />}
  </>
)

const CodeCase = ({ words, token }: BesideProps) => (
  <Notice title={words('home.code_case_title')}>
    <p>{words('home.code_case')}</p>
    <PageForm action={pathsFor(words.lang).notMe} token={token} id="not-me">
      <button class="second">{words('home.code_case_deny')}</button>
    </PageForm>
  </Notice>
)

const Paused = ({ words }: BesideProps) => (
  <Notice title={words('home.paused_title')}>
    <p>{words('home.paused')}</p>
    <p>
      <a href={pathsFor(words.lang).pause}>{words('pause_page.go_on')}</a>
    </p>
  </Notice>
)

/** One quiet line. Whoever looks over a shoulder sees the same page before and after. */
export const Signal = ({ words, token }: { readonly words: Words; readonly token: string }) => (
  <PageForm action={pathsFor(words.lang).home} token={token} id="more">
    <button class="link">{words('home.signal')}</button>
  </PageForm>
)
