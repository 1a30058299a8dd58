import type { Words } from '#words/index.js'
import { PageForm } from '#ui/page-form.js'
import { paths } from '../paths.js'
import { pageAsked } from '../shell/page-asked.js'
import { type Posted, sentencesIn } from '../shell/kept-text.js'

export interface ParkedProps {
  readonly words: Words
  /** Null where nothing is kept. */
  readonly kept: { readonly path: string; readonly posted: Posted } | null
  readonly token: string
}

/** What was typed into a page whose session had ended: to be read again, and sent by a button. */
export const ParkedText = ({ words, kept, token }: ParkedProps) => (
  <>
    <h1>{words('staff.parked.title')}</h1>
    {kept === null ? <p>{words('staff.parked.none')}</p> : <Kept words={words} token={token} {...kept} />}
  </>
)

function Kept({ words, path, posted, token }: { words: Words; path: string; posted: Posted; token: string }) {
  const file = pageAsked({ method: 'POST', url: path })

  return (
    <>
      <p class="lead">{words('staff.parked.lead')}</p>
      {sentencesIn(posted).map((text, index) => (
        <blockquote key={index} dir="auto">
          {text.split('\n').map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </blockquote>
      ))}
      <PageForm action={path} token={token} id="send">
        {Object.entries(posted).flatMap(([name, values]) =>
          [values].flat().map((value, at) => <input key={`${name} ${at}`} type="hidden" name={name} value={value} />),
        )}
        <div class="buttons">
          <button class="main">{words('staff.parked.send')}</button>
        </div>
      </PageForm>
      <p class="hint">{words('staff.parked.stays')}</p>
      <PageForm action={paths.parkedRemovals} token={token} id="remove">
        <div class="buttons">
          <button class="second">{words('staff.parked.remove')}</button>
        </div>
      </PageForm>
      {file && (
        <p>
          <a href={file}>{words('staff.parked.file')}</a>
        </p>
      )}
    </>
  )
}
