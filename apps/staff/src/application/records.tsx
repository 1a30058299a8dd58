import type { Compartment } from '#domain/compartment.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'
import { dirOf, isLang, type Words } from '#words/index.js'
import type { FileProps } from './file-view.js'

/** What a submitted record holds: the person's own questions and answers. */
interface AsRead {
  readonly language?: string
  readonly answers?: readonly { readonly path: string; readonly question: string; readonly lines: readonly string[] }[]
}

/** Compartments that are never shown as text: `balance` is for counts alone, the desk's have their own screens. */
const shownHere: readonly Compartment[] = ['contact', 'profile', 'risk', 'references']

/** Records by compartment, as the person read and wrote them; what one's keys do not open is named. */
export const Records = ({ words, file, records }: Pick<FileProps, 'words' | 'file' | 'records'>) => (
  <>
    {shownHere
      .filter((name) => file.seen.compartments.includes(name))
      .map((name) => (
        <section key={name} class="check">
          <h2>{words(`staff.compartment.${name}`)}</h2>
          <Compartments words={words} records={records.filter(({ compartment }) => compartment === name)} />
        </section>
      ))}
  </>
)

const Compartments = ({ words, records }: { words: Words; records: readonly OpenedRecord[] }) => {
  if (records.length === 0) return <p class="hint">{words('staff.file.sealed')}</p>

  return (
    <>
      {records.map((record) => (
        <Answers key={record.id} words={words} record={record.value as AsRead} />
      ))}
    </>
  )
}

// Addresses are shown as text and never as links.
const isTrace = (path: string): boolean => path.startsWith('public_traces')

/** One record in the words and direction it was written in. */
export const Answers = ({ words, record: { language, answers = [] } }: { words: Words; record: AsRead }) => (
  <dl lang={language} dir={isLang(language) ? dirOf(language) : undefined}>
    {answers.map(({ path, question, lines }) => (
      <div key={path}>
        <dt>
          <bdi>{question}</bdi>
        </dt>
        <dd>
          {lines.length === 0 && (
            <bdi class="hint" lang={words.lang}>
              {words('check.no_answer')}
            </bdi>
          )}
          {lines.map((line, index) => (
            <p key={index} dir="auto">
              {line}
            </p>
          ))}
          {isTrace(path) && lines.length > 0 && (
            <span class="hint" lang={words.lang}>
              {words('staff.file.tor_only')}
            </span>
          )}
        </dd>
      </div>
    ))}
  </dl>
)
