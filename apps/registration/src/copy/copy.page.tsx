import type { AnswersCopy } from '#features/application/registration/after-sending/own-copy.store.js'
import { CheckTable } from '#ui/check-table.js'
import { PageForm } from '#ui/page-form.js'
import { dirOf, type Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { FileLinks } from './file-links.js'

export interface CopyProps {
  readonly words: Words
  readonly copy: AnswersCopy
  readonly token: string
}

/** The kept answers as text, and the way to be rid of them. */
export const CopyText = ({ words, copy, token }: CopyProps) => (
  <>
    <h1>{words('copy.title')}</h1>
    <p class="lead">{words('copy.lead')}</p>
    <PageForm action={pathsFor(words.lang).copyRemoval} token={token}>
      <div class="buttons">
        <button class="second">{words('copy.remove')}</button>
      </div>
    </PageForm>
    {copy.map(({ key, language, answers }) => (
      <div key={key} lang={language} dir={dirOf(language)}>
        <CheckTable
          words={words}
          title={words.find(`section.${key}.title`) ?? key}
          rows={answers.map(({ question, lines }, index) => ({ path: `${key}.${index}`, question, lines }))}
        />
      </div>
    ))}
    <FileLinks words={words} hint={words('copy.file_hint')} />
  </>
)
