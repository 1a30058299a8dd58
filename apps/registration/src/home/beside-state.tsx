import type { Home } from '#features/application/registration/read-home.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

/** What stands beside the state: the person's own pause. */
export const Standing = ({ words, home }: { readonly words: Words; readonly home: Home }) =>
  home.isPaused ? (
    <Notice title={words('home.paused_title')}>
      <p>{words('home.paused')}</p>
      <p>
        <a href={pathsFor(words.lang).pause}>{words('pause_page.go_on')}</a>
      </p>
    </Notice>
  ) : null

/** One quiet line. Whoever looks over a shoulder sees the same page before and after. */
export const Signal = ({ words, token }: { readonly words: Words; readonly token: string }) => (
  <PageForm action={pathsFor(words.lang).home} token={token} id="more">
    <button class="link">{words('home.signal')}</button>
  </PageForm>
)
