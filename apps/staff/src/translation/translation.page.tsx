import { translatableSections } from '#domain/vetting/translation.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import type { ShownTranslation } from '#features/vetting/staff/translation/read-translations.js'
import { Notice } from '#ui/blocks.js'
import { LongText, SelectField, TicksField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { AnswerList } from '../application/answer-list.js'
import { sectionTitle } from '../application/section-title.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { textLimit } from './translation.form.js'

/** A page that could not be taken, as it was typed. */
export interface TypedTranslation {
  readonly section: string
  readonly text: string
  /** Code of what is wrong with the text. */
  readonly error?: string
}

interface TranslationsProps {
  readonly words: Words
  readonly title: string
  readonly id: string
  readonly token: string
  readonly translations: readonly ShownTranslation[]
  /** Whom pages can be given to; empty for who gives none. */
  readonly translators: readonly Colleague[]
  readonly done?: unknown
  readonly notice?: unknown
  readonly typed?: TypedTranslation
}

/** Translations of one file, each marked as one; a translator writes theirs beside what it is made of. */
export const TranslationsText = (props: TranslationsProps) => {
  const { words, title, id, translations, translators, typed } = props
  const wrong = wrongText(props)

  return (
    <>
      <ErrorSummary words={words} items={typed && wrong ? [{ path: formId(typed.section), text: wrong }] : []} />
      <h1>{title}</h1>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <p>
        <a href={paths.application(id)}>{words('staff.translation.back')}</a>
      </p>
      {translations.length === 0 && <p class="hint">{words('staff.translation.empty')}</p>}
      {translations.map((translation) => (
        <OnePage key={`${translation.section} ${translation.translator}`} {...props} translation={translation} />
      ))}
      {translators.length > 0 && <Request {...props} />}
    </>
  )
}

const formId = (section: string): string => `translation-${section}`

const wrongText = ({ words, typed }: TranslationsProps): string | undefined =>
  typed?.error && words.find(`error.${typed.error}`, { field: words('staff.translation.text'), limit: textLimit })

type OneProps = TranslationsProps & { readonly translation: ShownTranslation }

const OnePage = (props: OneProps) => {
  const { words, translation } = props
  const { section, translator, isStale, isOwn } = translation

  return (
    <section>
      <h2>{sectionTitle(section)}</h2>
      <p class="hint">{words('staff.translation.by', { translator })}</p>
      {isStale && (
        <Notice>
          <p>{words('staff.translation.stale')}</p>
        </Notice>
      )}
      {isOwn ? <Writing {...props} /> : <Written words={words} translation={translation} />}
    </section>
  )
}

const Written = ({ words, translation }: Pick<OneProps, 'words' | 'translation'>) =>
  translation.text === null ? (
    <p class="hint">{words(translation.writtenOn === null ? 'staff.translation.waits' : 'staff.translation.sealed')}</p>
  ) : (
    <p dir="auto">{translation.text}</p>
  )

const Writing = (props: OneProps) => {
  const { words, id, token, translation } = props
  const { section, source, text, version } = translation
  const typed = props.typed?.section === section ? props.typed : undefined

  return (
    <div class="split">
      <div class="check">
        {source ? (
          <AnswerList words={words} language={source.language} answers={source.answers} />
        ) : (
          <p class="hint">{words('staff.translation.sealed')}</p>
        )}
      </div>
      <PageForm action={paths.translations(id)} token={token} id={formId(section)}>
        <input type="hidden" name="section" value={section} />
        <input type="hidden" name="version" value={version} />
        <LongText
          name="text"
          label={words('staff.translation.text')}
          rows={12}
          value={typed?.text ?? text ?? ''}
          error={typed && wrongText(props)}
        />
        <div class="buttons">
          <button class="main">{words('staff.translation.save')}</button>
        </div>
      </PageForm>
    </div>
  )
}

const Request = ({ words, id, token, translators }: TranslationsProps) => (
  <section>
    <h2>{words('staff.translation.ask_title')}</h2>
    <p class="hint">{words('staff.translation.ask_lead')}</p>
    <PageForm action={paths.translationRequests(id)} token={token} id="ask-translation">
      <SelectField
        name="translator"
        label={words('staff.translation.translator')}
        choices={translators.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
      <TicksField
        name="sections"
        label={words('staff.translation.sections')}
        values={[]}
        choices={translatableSections.map((value) => ({ value, label: sectionTitle(value) }))}
      />
      <div class="buttons">
        <button class="second">{words('staff.translation.ask')}</button>
      </div>
    </PageForm>
  </section>
)
