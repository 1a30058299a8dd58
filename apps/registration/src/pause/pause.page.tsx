import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface PauseProps {
  readonly words: Words
  readonly isPaused: boolean
  readonly token: string
}

export const PauseText = ({ words, isPaused, token }: PauseProps) => (
  <>
    <h1>{words('pause_page.title')}</h1>
    <p class="lead">{words(isPaused ? 'pause_page.is_set' : 'pause_page.lead')}</p>
    <p>{words('pause_page.place')}</p>
    {!isPaused && <p>{words('pause_page.staff')}</p>}
    <PageForm action={pathsFor(words.lang).pause} token={token}>
      <input type="hidden" name="act" value={isPaused ? 'lift' : 'set'} />
      <div class="buttons">
        <button class="main">{words(isPaused ? 'pause_page.go_on' : 'pause_page.set')}</button>
      </div>
    </PageForm>
  </>
)
