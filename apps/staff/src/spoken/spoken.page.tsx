import type { CodeWord } from '#features/application/staff/code-case/code-word.js'
import { type SpokenFile, spokenMovesFrom } from '#features/application/staff/code-case/spoken-request.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'

export interface SpokenProps extends SpokenFile {
  readonly words: Words
  readonly title: string
  /** Opened for this showing alone. */
  readonly word?: CodeWord
  readonly notice?: unknown
  readonly token: string
}

/** First the code word, then what may be done. */
export const SpokenText = (props: SpokenProps) => (
  <>
    <h1>{props.title}</h1>
    <Refused code={props.notice} />
    <p class="lead">{props.words('staff.spoken.lead')}</p>
    <p>
      <a href={paths.application(props.file.id)}>{props.words('staff.spoken.file')}</a>
    </p>
    {props.isHeard ? <Acts {...props} /> : <Compare {...props} />}
  </>
)

const Compare = ({ words, file, word, token }: SpokenProps) => (
  <>
    <h2>{words('staff.spoken.compare')}</h2>
    <Notice>
      {word && <p>{words(word.word === null ? 'staff.spoken.word_none' : 'staff.spoken.word_is')}</p>}
      {word?.word && (
        <p>
          <strong dir="auto">{word.word}</strong>
        </p>
      )}
      <p class="hint">{words('staff.spoken.word_hint')}</p>
      {!word && <a href={paths.spokenWord(file.id)}>{words('staff.spoken.word')}</a>}
    </Notice>
    {word?.word && (
      <PageForm action={paths.spokenComparisons(file.id)} token={token} id="heard">
        <div class="buttons">
          <button class="main">{words('staff.spoken.heard')}</button>
        </div>
      </PageForm>
    )}
  </>
)

/** Each act with what follows from it before its button. */
const Acts = ({ words, file, token }: SpokenProps) => (
  <>
    <p>{words('staff.spoken.heard_until')}</p>
    {spokenMovesFrom(file.state).map((move) => (
      <section key={move}>
        <h2>{words(`staff.move.${move}`)}</h2>
        <p>{words(`staff.effect.${move}`)}</p>
        {move === 'undo_withdraw' ? (
          <p>
            <a href={paths.application(file.id)}>{words('staff.spoken.put_forward')}</a>
          </p>
        ) : (
          <PageForm action={paths.spokenRequest(file.id)} token={token} id={move}>
            <input type="hidden" name="version" value={file.version} />
            <div class="buttons">
              <button class="second" name="move" value={move}>
                {words(`staff.move.${move}`)}
              </button>
            </div>
          </PageForm>
        )}
      </section>
    ))}
  </>
)

/** On the page of a file: the way to what somebody asks for by voice. */
export const ToSpokenRequest = ({ words, me, file }: FileProps) =>
  mayUse(me.roles, 'spoken-request.open') && spokenMovesFrom(file.state).length > 0 ? (
    <p>
      <a href={paths.spokenRequest(file.id)}>{words('staff.spoken.title')}</a>
    </p>
  ) : null
